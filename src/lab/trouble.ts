// What went wrong, as the page shows it: a whole sentence over the text as it came. The reasons themselves are
// phrases, because the command line sets them after "error:".

import type { Trouble } from './lab.ts'

export function troubleOf(reason: string, original: string): Trouble {
  return { sentence: asSentence(reason), original }
}

/** A name in a link, like "t", and that of a setting or a node keeps its spelling, also at the beginning. */
export function asSentence(reason: string): string {
  const [word = ''] = reason.split(' ')
  const isName = !/^[a-z]{2,}:?$/.test(word)
  const begun = isName ? reason : reason.charAt(0).toUpperCase() + reason.slice(1)
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}
