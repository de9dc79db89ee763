// The link to this run, in fields that can be selected where copying is not allowed; the run as a file; and ways to
// open another one.

import { useEffect, useState } from 'react'
import { linkHere } from '../hooks/openLink.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock } from '../panels/words.ts'
import { diagramSaveActions } from './diagram.ts'
import { DialogFrame } from './Frame.tsx'
import { openFileAction, openText, saveActions } from './files.ts'
import { wholeLink } from './links.ts'

export function ShareDialog() {
  const session = useSession()
  const { view } = session
  const { frame } = useLab()
  const [links, setLinks] = useState({ playhead: '', start: '' })
  useEffect(() => {
    void Promise.all([linkHere(session), linkHere(session, 'start')]).then(([playhead, start]) =>
      setLinks({ playhead: wholeLink(playhead), start: wholeLink(start) }),
    )
  }, [session])
  return (
    <DialogFrame title="Share this run" kind="small">
      <p className="soft">
        The link holds the scenario, the seed, the settings, all you did, and what is on show. It gives the
        same run everywhere.
      </p>
      <LinkField label={`At this moment, ${clock(frame.atUs)}`} link={links.playhead} isFirst />
      <LinkField label="From the start" link={links.start} />
      <form
        className="line-form"
        onSubmit={(event) => {
          event.preventDefault()
          const text = String(new FormData(event.currentTarget).get('link') ?? '').trim()
          if (text === '') return
          view.set({ dialog: null, selection: null })
          const at = text.indexOf('#/')
          if (at >= 0) location.hash = text.slice(at)
          else void openText(session, text)
        }}
      >
        <label>
          <span>Open a link or a saved run</span>
          <input name="link" className="text-input" autoComplete="off" />
        </label>
        <button type="submit" className="btn">
          Open it
        </button>
      </form>
      <OpenFile />
      <SaveAs />
      <p className="quiet">
        Fingerprint <span className="data">{frame.fingerprint}</span>
      </p>
    </DialogFrame>
  )
}

function LinkField({ label, link, isFirst = false }: { label: string; link: string; isFirst?: boolean }) {
  const { view } = useSession()
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    )
    view.set({
      notice: isCopied ? 'Link copied' : 'Copying is not allowed here: select the link and copy it',
    })
  }
  return (
    <div className="line-form">
      <label>
        <span>{label}</span>
        <input className="text-input data" readOnly value={link} onFocus={(event) => event.target.select()} />
      </label>
      <button
        type="button"
        className={isFirst ? 'primary' : 'btn'}
        disabled={link === ''}
        onClick={() => void copy()}
      >
        Copy the link
      </button>
    </div>
  )
}

function OpenFile() {
  const { title, run } = openFileAction(useSession())
  return (
    <p className="row-of-buttons">
      <button type="button" className="btn" onClick={run}>
        {title}
      </button>
      <span className="quiet drop-hint">or drop one on the page</span>
    </p>
  )
}

function SaveAs() {
  const session = useSession()
  return (
    <section aria-labelledby="save-as">
      <h3 id="save-as">Save as</h3>
      <p className="row-of-buttons">
        {[...saveActions(session), ...diagramSaveActions(session)].map(({ id, title, run }) => (
          <button key={id} type="button" className="btn" onClick={run}>
            {title}
          </button>
        ))}
      </p>
    </section>
  )
}
