// One small scenario for each moment at which two-phase commit can be hurt, all made from one table of moments.

import { type Beat, type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import { CALM, CRASH_POINTS, type CrashPoint } from '../crashPoints.ts'
import {
  crash,
  isQuiet,
  MS,
  nodeNamed,
  order,
  promisesHold,
  restart,
  SHOP,
  shop,
  topology,
} from './cluster.ts'

const ORDER_MS = 100
const AWAY_MS = 900
const TX = 'c1.1'

/** What each is about. `meanwhile` is said when somebody first asks, `back` when the dead one has read its log. */
interface Telling {
  readonly title: string
  readonly blurb: string
  readonly died: string
  readonly meanwhile: string
  readonly back: string
  readonly end: string
}

const TELLINGS: Readonly<Record<string, Telling>> = {
  'before-vote': {
    title: 'A participant dies before it has voted. Who waits?',
    blurb: 'It had been asked to prepare, and its promise was not on disk yet.',
    died: 'The card database dies with its promise half written. It has not voted.',
    meanwhile: 'The other two have voted yes and wait. They ask the coordinator, which has not decided.',
    back: 'A vote that does not come counts as a no. It was all over long before the card database was back.',
    end: 'The coordinator loses patience and aborts. Nobody needed the dead one for that.',
  },
  'after-yes': {
    title: 'A participant dies after its yes. What does its promise mean?',
    blurb: 'The vote is on its way, and so is the commit.',
    died: 'The card database dies. Its promise is on disk, and its vote is on the way.',
    meanwhile:
      'The vote arrives, all have said yes, and the others commit. The dead one holds up nobody else.',
    back: 'Its log says that it promised and not what came of it. It takes its locks again, and asks.',
    end: 'It learns that it was a commit, and keeps its promise.',
  },
  'before-decision': {
    title: 'The coordinator dies before its decision is on disk. Was it made?',
    blurb: 'All votes are in. The record of the commit is on its way to the disk.',
    died: 'The coordinator dies with “commit” in memory and not on disk. It has told nobody.',
    meanwhile: 'All three ask, and nobody answers. No one of them may decide.',
    back: 'Its log says nothing, so nothing was decided, and it presumes an abort.',
    end: 'An abort, although all had said yes. A decision is made when it is on disk.',
  },
  'after-decision': {
    title: 'The coordinator dies when its decision is on disk. Who knows?',
    blurb: 'It is decided, and no participant has been told.',
    died: 'The commit is on the coordinator’s disk, and nowhere else. Then it dies.',
    meanwhile: 'It is decided, and all three are blocked: they cannot know.',
    back: 'It reads its log, finds the commit, and tells everybody.',
    end: 'All commit. The decision outlived the one who made it.',
  },
  'between-sends': {
    title: 'The coordinator dies between two sends. Can the others find out?',
    blurb: 'One participant has been told. The others have not.',
    died: 'The stock database has been told to commit. The coordinator dies before it tells the next.',
    meanwhile: 'Two are in doubt, and the third knows. If they asked each other, they could end it.',
    back: 'The coordinator is back and tells those who have not acknowledged.',
    end: 'All commit, 900 ms apart. In between, only locks kept anybody from seeing one half.',
  },
  'before-ack': {
    title: 'A participant dies before it acknowledges. May the coordinator forget?',
    blurb: 'It was told to commit, and its record of that was not on disk yet.',
    died: 'The card database has been told, and dies before its disk has the outcome.',
    meanwhile: 'The coordinator has no acknowledgement, so it remembers, and tells it again and again.',
    back: 'Its log has the promise and not the outcome: it is in doubt once more.',
    end: 'It hears the commit a second time. That is why a coordinator may not forget too early.',
  },
}

const victimOf = ({ who }: CrashPoint) => (who === 'coordinator' ? 'k1' : SHOP[1])

/** When a site learned how it ended, for good. */
function endedUs(story: Story, site: string): number {
  const isIt = (code: string) =>
    story.last(code, ({ node, params }) => node === site && params[0] === TX)?.atUs ?? -1
  return Math.max(isIt('commits'), isIt('aborts'))
}

function isHeldUp(story: Story, site: string): boolean {
  return endedUs(story, site) > (ORDER_MS + AWAY_MS) * MS
}

function scenarioAt(point: CrashPoint): Scenario {
  const { title, blurb, died, meanwhile, back, end } = TELLINGS[point.id]!
  const victim = victimOf(point)
  const heldUp = SHOP.filter((site) => isExpected(point, site))
  const beats: Beat[] = [
    {
      at: (story) => story.intervention('order'),
      say: 'c1 orders an item, to be paid by card and brought by a courier.',
    },
    {
      at: (story) => story.first('asksToPrepare')?.row ?? null,
      say: 'All parts are done. The coordinator asks for votes.',
    },
    { at: (story) => story.intervention('crash'), say: died },
    { at: (story) => meanwhileRow(story, point), say: meanwhile },
    ...(point.inDoubt === 'nobody' ? [{ at: lastEnd, say: end }] : []),
    { at: (story) => story.first('recovers')?.row ?? null, say: back },
    ...(point.inDoubt === 'nobody' ? [] : [{ at: lastEnd, say: end }]),
  ]
  return scenario({
    ...{ id: `transactions/dies-${point.id}`, sim: 'transactions', title, blurb, minutes: 2, seed: '1' },
    question: `${victim} dies ${point.title}. Who is in doubt, and until when?`,
    after: 'transactions/coordinator-dies',
    topology: topology(shop(5), 1),
    settings: { ...CALM, idleUs: 500 * MS, clientRetries: 2 },
    rules: [],
    interventions: [
      order('order', ORDER_MS, 'c1'),
      crash('crash', ORDER_MS + point.afterUs / MS, victim),
      restart('back', ORDER_MS + AWAY_MS + point.afterUs / MS, victim),
    ],
    durationUs: 1_700 * MS,
    opensAt: (story) => story.intervention('order'),
    press: { label: 'Place the order', does: 'next' },
    beats,
    claims: [
      promisesHold,
      {
        text: `It is a ${point.outcome}`,
        holds: (story) => story.count(point.outcome === 'commit' ? 'commits' : 'aborts', isOf(TX)) >= 2,
      },
      {
        text: `Held up until ${victim} was back: ${heldUp.length === 0 ? 'nobody' : heldUp.join(', ')}`,
        holds: (story) => SHOP.every((site) => isHeldUp(story, site) === isExpected(point, site)),
      },
      {
        text: 'In the end everybody is free',
        holds: (story) => isQuiet(story) && nodeNamed(story, victim).up,
      },
    ],
  })
}

function isOf(tx: string) {
  return ({ params }: { readonly params: readonly unknown[] }) => params[0] === tx
}

/** Who stands in doubt until the dead one is back. */
function isExpected({ inDoubt }: CrashPoint, site: string): boolean {
  if (inDoubt === 'all') return true
  if (inDoubt === 'others') return site !== SHOP[0]
  return inDoubt === 'itself' && site === SHOP[1]
}

/** The first to ask; where nobody has to, what the others learn, or the first reminder. */
function meanwhileRow(story: Story, { id, inDoubt }: CrashPoint): number | null {
  if (id === 'before-ack') return story.first('tellsAgain')?.row ?? null
  if (inDoubt === 'itself') return story.first('commits')?.row ?? null
  return story.first('inquires')?.row ?? null
}

function lastEnd(story: Story): number | null {
  const rows = ['commits', 'aborts'].map((code) => story.last(code, isOf(TX))?.row ?? -1)
  return Math.max(...rows)
}

export const crashPoints: readonly Scenario[] = CRASH_POINTS.map(scenarioAt)
