// How wide a text will be, without asking the browser: labels are placed by pure functions. The widths are those of
// IBM Plex Sans in classes, a little generous, so that a fallback face still fits.

const NARROW = new Set("iljtfrI1.,:;'|!()[] ")
const WIDE = new Set('mwMW@%→—')

function emOf(letter: string): number {
  if (NARROW.has(letter)) return 0.37
  if (WIDE.has(letter)) return 0.92
  return letter >= 'A' && letter <= 'Z' ? 0.7 : 0.6
}

export function textWidth(text: string, sizePx: number): number {
  let em = 0
  for (const letter of text) em += emOf(letter)
  return em * sizePx
}

/** The monospace is exact: 0.6 em a letter. */
export function dataWidth(text: string, sizePx: number): number {
  return [...text].length * 0.602 * sizePx
}
