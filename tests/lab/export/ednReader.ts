// A reader of as much EDN as a history has: maps, vectors, keywords, strings, numbers, true, false and nil. A keyword
// comes back with its colon, so that it is never taken for a string.

export type Edn = null | boolean | number | string | readonly Edn[] | { readonly [key: string]: Edn }

const TOKEN = /[\s,]*([[\]{}]|"(?:\\.|[^"\\])*"|[^\s,[\]{}"]+)/y

/** One value, and nothing after it. */
export function readEdn(text: string): Edn {
  const tokens = tokensOf(text)
  const value = readValue(tokens)
  if (tokens.length > 0) throw new Error(`left over: ${tokens.join(' ')}`)
  return value
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) throw new Error(`not EDN at ${at}: ${text.slice(at, at + 20)}`)
    tokens.push(match[1]!)
  }
  return tokens
}

function readValue(tokens: string[]): Edn {
  const token = tokens.shift()
  if (token === '[') return itemsUntil(']', tokens)
  if (token === '{') return mapOf(itemsUntil('}', tokens))
  return scalarOf(token ?? '')
}

function itemsUntil(end: string, tokens: string[]): Edn[] {
  const items: Edn[] = []
  while (tokens[0] !== end) {
    if (tokens.length === 0) throw new Error(`no ${end}`)
    items.push(readValue(tokens))
  }
  tokens.shift()
  return items
}

function mapOf(items: readonly Edn[]): Edn {
  if (items.length % 2 !== 0) throw new Error('a map with a key and no value')
  const map: Record<string, Edn> = {}
  for (let i = 0; i < items.length; i += 2) map[String(items[i])] = items[i + 1]!
  return map
}

function scalarOf(token: string): Edn {
  if (token === 'nil') return null
  if (token === 'true' || token === 'false') return token === 'true'
  if (/^:[A-Za-z][\w*+!?.-]*$/.test(token)) return token
  if (/^"/.test(token)) return token.slice(1, -1).replace(/\\(u[0-9a-f]{4}|.)/g, (_, code) => escaped(code))
  if (/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(token)) return Number(token)
  throw new Error(`not EDN: ${token}`)
}

function escaped(code: string): string {
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[code] ?? code
}
