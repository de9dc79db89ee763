// Bad input is a value, not an exception: what is wrong, in one sentence that names the thing and the value.

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string }

/** One sentence out of several: the first in full, the others counted. */
export function oneSentence(problems: readonly string[]): string {
  const [first = '', ...others] = problems
  return others.length === 0 ? first : `${first}; and ${others.length} more`
}

/** A value from outside as it can be shown in a sentence: short, on one line. */
export function quoted(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).replace(
    /\s+/g,
    ' ',
  )
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** 10000000 as 10,000,000. */
export function grouped(value: number): string {
  const [whole = '', rest] = String(value).split('.')
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? commas : `${commas}.${rest}`
}
