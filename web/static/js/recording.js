// A voice recorded in the page: it becomes a file of the form, as if it had been chosen.

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const MINUTES_MOST = 30;
const BITS = 48_000;

export const offerRecording = (box) => {
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  const input = document.getElementById(box.dataset.tRecord);
  const [begin, end] = box.querySelectorAll("button");
  const said = box.querySelector("[role=status]");
  let recorder, stream, clock, since;

  const tell = (words) => (said.textContent = words);

  const close = () => {
    clearInterval(clock);
    stream?.getTracks().forEach((track) => track.stop());
    [begin.hidden, end.hidden] = [false, true];
  };

  const tick = () => {
    if (!box.isConnected) return recorder.stop();
    const seconds = Math.floor((Date.now() - since) / 1000);
    if (seconds >= MINUTES_MOST * 60) return end.click();
    const rest = String(seconds % 60).padStart(2, "0");
    return tell(box.dataset.tRunning.replace("{time}", `${Math.floor(seconds / 60)}:${rest}`));
  };

  const hand = (pieces) => {
    close();
    if (!box.isConnected) return;
    tell("");
    const type = recorder.mimeType.split(";")[0];
    const ending = { "audio/mp4": "m4a", "audio/ogg": "ogg" }[type] ?? "weba";
    const files = new DataTransfer();
    files.items.add(new File(pieces, `${box.dataset.tName}.${ending}`, { type }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    begin.focus();
  };

  begin.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return tell(box.dataset.tRefused);
    }
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => hand(pieces));
    recorder.start();
    since = Date.now();
    clock = setInterval(tick, 500);
    tick();
    [begin.hidden, end.hidden] = [true, false];
    return end.focus();
  });
  end.addEventListener("click", () => recorder.stop());
  box.hidden = false;
};
