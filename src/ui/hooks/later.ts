// Parts of the page that are loaded apart: each when it is first asked for, or once the page has been at rest for a
// moment. From then on nothing is asked of the network, and everything works without one.

import { lazy } from 'react'

const AT_REST_MS = 1500
const parts: (() => Promise<unknown>)[] = []

/** As `lazy`, and fetched ahead. */
export const later: typeof lazy = (load) => {
  parts.push(load)
  return lazy(load)
}

/** Gives a function that calls it off. A part that does not come is asked for again when it is needed. */
export function fetchAtRest(): () => void {
  const timer = setTimeout(() => {
    for (const load of parts) load().catch(() => {})
  }, AT_REST_MS)
  return () => clearTimeout(timer)
}
