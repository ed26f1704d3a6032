// A shelf of this browser, one for each person and purpose: what lies there outlives the page.

const quietly = (act) => {
  try {
    return act();
  } catch {
    return undefined; // A browser that keeps nothing still sends.
  }
};

export const shelfFor = (purpose) => {
  const begin = `tassel-${purpose}:${document.body.dataset.tPerson ?? ""}:`;
  const read = (key) => quietly(() => JSON.parse(localStorage.getItem(key)));
  return {
    // Whether it lies there now.
    put: (id, what) => quietly(() => (localStorage.setItem(begin + id, JSON.stringify(what)), true)) ?? false,
    look: (id) => read(begin + id) ?? undefined,
    take: (id) => quietly(() => localStorage.removeItem(begin + id)),
    all: () =>
      quietly(() =>
        Object.keys(localStorage)
          .filter((key) => key.startsWith(begin))
          .map((key) => [key.slice(begin.length), read(key)]),
      ) ?? [],
  };
};
