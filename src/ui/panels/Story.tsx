// The default tab: what this event changed, why it happened, and which promises hold.

import { useState } from 'react'
import type { FeedLine, FieldChange } from '../../lab/frame.ts'
import type { PromisePicture } from '../../sim/picture.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { useChain } from '../hooks/useChain.ts'
import { WhyNot } from './WhyNot.tsx'
import { clock, fieldName, fieldValue } from './words.ts'

/** Longer than this and the reasons would be pushed out of sight. */
const SHOWN = 4

export function Story() {
  const { frame } = useLab()
  // A broken promise is what the rest explains: it stands first.
  const isBroken = frame.promises.some(({ broken }) => broken !== null)
  return (
    <>
      {isBroken && <Promises promises={frame.promises} />}
      <Changes changes={frame.changes} />
      <Why />
      <WhyNot />
      {!isBroken && <Promises promises={frame.promises} />}
    </>
  )
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const groups = alike(changes)
  return (
    <section aria-labelledby="changes-title">
      <h3 id="changes-title">What this event changed</h3>
      {changes.length === 0 ? (
        <p className="quiet">No field of any node.</p>
      ) : (
        <dl className="diff">
          {groups.slice(0, SHOWN).map(({ name, path, before, after }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="data">
                <span className="quiet">{fieldValue(path, before)} → </span>
                {fieldValue(path, after)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {groups.length > SHOWN && <p className="quiet">and {groups.length - SHOWN} more, in the Node tab</p>}
    </section>
  )
}

/** What changed alike in several fields of a record is one line: "n1 sent index n2, n3 4 → 5". */
function alike(changes: readonly FieldChange[]) {
  const groups = new Map<
    string,
    { name: string; readonly path: string } & Pick<FieldChange, 'before' | 'after'>
  >()
  for (const { node, path, before, after } of changes) {
    const owner = path.slice(0, path.lastIndexOf('.'))
    const key = JSON.stringify([node, owner, before, after])
    const found = groups.get(key)
    const isNested = owner.includes('.')
    if (found !== undefined && isNested) found.name += `, ${fieldName(path).split(' ').at(-1)}`
    else
      groups.set(isNested ? key : `${node} ${path}`, {
        name: `${node} ${fieldName(path)}`,
        path,
        before,
        after,
      })
  }
  return [...groups.values()]
}

/** From the event back to a cause the person knows: their own hand, a timer, or the start. */
function Why() {
  const { player, view } = useSession()
  const { frame } = useLab()
  const { lines: chain, asked } = useChain()
  const [isAll, setAll] = useState(false)
  const here = chain.findIndex(({ row }) => row === frame.row)
  const shown = isAll || chain.length <= 4 ? chain : chain.slice(0, Math.max(3, here + 2))
  return (
    <section aria-labelledby="why-title">
      <h3 id="why-title">Why</h3>
      {asked !== null && asked.title !== null && (
        <p className="asked">
          <span className="data">{asked.title}</span>
          <button type="button" className="plain quiet" onClick={() => view.set({ asked: null })}>
            this event instead
          </button>
        </p>
      )}
      {chain.length === 0 ? (
        <p className="quiet">Nothing has happened yet. Press → for the first event.</p>
      ) : (
        <ol className="chain">
          {shown.map((line) => (
            <Link
              key={line.row}
              line={line}
              isHere={line.row === frame.row}
              isTold={line.row === frame.row || (asked !== null && line === chain[0])}
              onGo={() => player.seek({ row: line.row })}
            />
          ))}
          {shown.length < chain.length && (
            <li data-kind="more">
              <button type="button" className="plain quiet" onClick={() => setAll(true)}>
                {chain.length - shown.length} more, back to “{chain.at(-1)?.text}”
              </button>
            </li>
          )}
        </ol>
      )}
      {frame.ties > 1 && (
        <p className="quiet">{frame.ties} events share this microsecond; the seed orders them.</p>
      )}
    </section>
  )
}

interface LinkProps {
  readonly line: FeedLine
  readonly isHere: boolean
  /** With its reasons. */
  readonly isTold: boolean
  readonly onGo: () => void
}

function Link({ line, isHere, isTold, onGo }: LinkProps) {
  const isFault = useLab().run.landmarks.some(({ row, kind }) => row === line.row && kind === 'fault')
  const kind = line.kind === 'intervention' ? (isFault ? 'fault' : 'hand') : isHere ? 'here' : 'past'
  return (
    <li data-kind={kind} {...(line.hue !== null && { 'data-hue': line.hue })}>
      {isHere ? (
        <p className="strong">{line.text}</p>
      ) : (
        <button type="button" className="plain" onClick={onGo}>
          {line.text}
        </button>
      )}
      <time className="data">{clock(line.atUs).replace(' ms', '')}</time>
      {isTold && (line.also.length > 0 || line.rule !== null) && (
        <p className="soft">
          {line.also.map((sentence) => (
            <span key={sentence}>{sentence}. </span>
          ))}
          {line.rule !== null && <span className="rule">{line.rule}</span>}
        </p>
      )}
      {isTold && line.detail !== null && <p className="data quiet">{line.detail}</p>}
    </li>
  )
}

function summary(promises: readonly PromisePicture[]): string {
  const broken = promises.filter((promise) => promise.broken !== null).length
  const made = promises.filter((promise) => promise.notMade === null).length
  const unmade = made < promises.length ? `, ${promises.length - made} not made` : ''
  return (broken === 0 ? `all ${made} hold` : `${broken} broken`) + unmade
}

function Promises({ promises }: { promises: readonly PromisePicture[] }) {
  const { player } = useSession()
  const [isOpen, setOpen] = useState(false)
  const isWhole = promises.every(({ broken }) => broken === null)
  const sorted = promises
    .filter(({ broken, notMade }) => broken !== null || notMade === null)
    .sort((a, b) => Number(b.broken !== null) - Number(a.broken !== null))
  return (
    <section aria-labelledby="promises-title" className={isWhole ? 'all-hold' : undefined}>
      <h3 id="promises-title">
        Promises <span className="quiet">{summary(promises)}</span>
      </h3>
      {isWhole && (
        <button
          type="button"
          className="plain promises-more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fold them' : 'Show them'}
        </button>
      )}
      <ul className="promises" data-folded={isOpen ? undefined : true}>
        {sorted.map(({ id, title, formal, paper, broken }) =>
          broken === null ? (
            <li key={id} title={`${formal}, ${paper}`}>
              {title}
              <span className="vh"> holds ({formal.split(':')[0]})</span>
            </li>
          ) : (
            <li key={id} className="broken">
              <span>
                {title}: {broken.detail} <span className="quiet">({formal.split(':')[0]})</span>
              </span>
              <button type="button" className="plain data" onClick={() => player.seek({ row: broken.row })}>
                <span className="vh">Go to where it broke: </span>
                {clock(broken.atUs)}
              </button>
            </li>
          ),
        )}
        {notMade(promises).map(({ why, titles }) => (
          <li key={why} className="not-made">
            <span>
              Not promised, for {why}: <span className="quiet">{titles.join('; ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the settings do not promise, by the reason. */
function notMade(promises: readonly PromisePicture[]) {
  const groups = new Map<string, string[]>()
  for (const { notMade: why, title, broken } of promises)
    if (why !== null && broken === null) groups.set(why, [...(groups.get(why) ?? []), title])
  return [...groups].map(([why, titles]) => ({ why, titles }))
}
