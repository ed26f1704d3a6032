// Squares over a picture: drawn over with the mouse, or walked through with the arrow keys.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const offerVeil = (veil) => {
  const rows = [...veil.querySelectorAll(".t-veil-row")].map((row) => [...row.children]);
  const cells = rows.flat();
  const placeOf = (cell) => {
    const y = rows.findIndex((row) => row.includes(cell));
    return [rows[y].indexOf(cell), y];
  };
  let drawing;

  // The keyboard stops once at the squares, and walks inside of them.
  const stopAt = (cell) => cells.forEach((each) => (each.tabIndex = each === cell ? 0 : -1));

  const drawTo = (cell) => {
    const [[fromX, fromY], [toX, toY]] = [drawing.from, placeOf(cell)];
    rows.forEach((row, y) =>
      row.forEach((each, x) => {
        const inside =
          x >= Math.min(fromX, toX) && x <= Math.max(fromX, toX) &&
          y >= Math.min(fromY, toY) && y <= Math.max(fromY, toY);
        each.checked = inside ? drawing.ticks : drawing.before.get(each);
      }),
    );
  };

  const restore = () => {
    drawing?.before.forEach((was, each) => (each.checked = was));
    drawing = undefined;
  };

  veil.addEventListener("pointerdown", (event) => {
    if (!cells.includes(event.target) || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    const before = new Map(cells.map((each) => [each, each.checked]));
    drawing = { from: placeOf(event.target), ticks: !event.target.checked, before };
    stopAt(event.target);
    event.target.focus({ preventScroll: true });
    drawTo(event.target);
  });
  veil.addEventListener("pointermove", (event) => {
    const under = drawing && document.elementFromPoint(event.clientX, event.clientY);
    if (cells.includes(under)) drawTo(under);
  });
  window.addEventListener("pointerup", () => setTimeout(() => (drawing = undefined)));
  veil.addEventListener("pointercancel", restore);
  // What drawing has ticked already is not ticked back by the click at its end.
  veil.addEventListener("click", (event) => drawing && event.preventDefault());

  veil.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || !cells.includes(event.target)) return;
    event.preventDefault();
    const [x, y] = placeOf(event.target);
    const next = rows[y + step[1]]?.[x + step[0]];
    if (!next) return;
    stopAt(next);
    next.focus();
  });
  stopAt(cells[0]);
};
