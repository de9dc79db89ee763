// What a link says of the page beside the run: `see=tab:feed&see=select:node:n3`. The page alone knows what these
// mean; here is only how a link holds them, apart from the rest so that the page need not load how runs are read.

/** "tab:feed", "select:node:n3", as they stand in a link, an address, or the part of one after its `#`; a saved run has none. */
export function seenIn(text: string): readonly string[] {
  if (text.trimStart().startsWith('{')) return []
  const at = text.indexOf('?', Math.max(0, text.indexOf('#')))
  return at < 0 ? [] : new URLSearchParams(text.slice(at + 1)).getAll('see')
}
