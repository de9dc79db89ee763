// Links as they arrive after mail programs, chats and fingers have been at them. A generator of its own, so that a
// failure can be seen again.

type Dice = (sides: number) => number

export function dice(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const KEYS = ['seed', 'set', 'off', 'on', 't', 'e', 'see', 'f', 'w', 'x', 'v', 'theme', '']
const SEEN = ['select', 'tab', 'span', 'layout', 'phone', 'as', 'select:node', 'select:message', '']
const PLACES = ['raft/leader-dies', 'raft/figure-8', 'raft', 'paxos/x']

export function mangled(good: string, roll: Dice): string {
  const junk = () => String.fromCodePoint([33 + roll(90), 160 + roll(50_000), 0x1f600 + roll(60)][roll(3)]!)
  const some = Array.from({ length: 1 + roll(40) }, junk).join('')
  const at = 1 + roll(good.length - 1)
  switch (roll(8)) {
    case 0:
      return good.slice(0, at)
    case 1:
      return good.slice(0, at) + junk() + good.slice(at + 1)
    case 2:
      return good.slice(0, at) + good.slice(at + 1 + roll(12))
    case 3:
      return `#${some}`
    case 4:
      return `#/${[...PLACES, some][roll(PLACES.length + 1)]}?${KEYS[roll(KEYS.length)]}=${some}`
    case 5:
      return `${good}&see=${SEEN[roll(SEEN.length)]}:${encodeURIComponent(some)}`
    case 6: {
      const to = 1 + roll(good.length - 1)
      return good.slice(0, at) + good.slice(to, to + 30) + good.slice(at)
    }
    default:
      return `${good}&${KEYS[roll(KEYS.length)]}=${encodeURIComponent(some)}`
  }
}
