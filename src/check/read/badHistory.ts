// A history that cannot be read: where, and what is wrong there.

export class BadHistory extends Error {
  /** From 1. */
  readonly line: number

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`)
    this.line = line
  }
}

const MOST_SHOWN = 40

/** A piece of the input, short enough to be part of a sentence. */
export function shown(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text
}
