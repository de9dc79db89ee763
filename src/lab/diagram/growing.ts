// Columns that grow at their end and are cut back: typed arrays with room to spare, so that adding to a long run
// copies only what is new.

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array
type Columns<T> = { readonly [K in keyof T]: Numbers }

/** Room to begin with; it doubles whenever it is used up. */
const FIRST_ROOM = 1024

/** The first `from` places of each column, and behind them those of the other. Gives columns with room. */
export function continued<T extends Columns<T>>(columns: T, from: number, more: T): T {
  const keys = Object.keys(columns) as (keyof T)[]
  const length = from + (keys[0] === undefined ? 0 : more[keys[0]].length)
  const next = keys.map((key) => {
    const column = withRoom(columns[key], length, from)
    column.set(more[key], from)
    return [key, column]
  })
  return Object.fromEntries(next) as T
}

function withRoom<N extends Numbers>(column: N, length: number, kept: number): N {
  if (column.length >= length) return column
  const room = Math.max(FIRST_ROOM, length, column.length * 2)
  const wider = new (column.constructor as new (length: number) => N)(room)
  wider.set(column.subarray(0, kept))
  return wider
}
