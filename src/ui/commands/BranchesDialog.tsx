// Every branch in a list: shown, put beside the one on show, called by another name, removed.

import { type MouseEvent, useState } from 'react'
import type { BranchPicture } from '../../lab/branches.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock } from '../panels/words.ts'
import { MAIN } from './branches.ts'
import { DialogFrame } from './Frame.tsx'

/** `rename` is the branch whose name is open for writing at first. */
export function BranchesDialog({ rename }: { rename: string | null }) {
  const { branches } = useLab()
  const [renaming, setRenaming] = useState(rename)
  return (
    <DialogFrame title="Branches" kind="wide">
      <p className="soft">
        Each deed on the main line begins a branch. Removing one takes nothing else with it, and Undo brings
        it back.
      </p>
      <ul className="branch-list" tabIndex={-1}>
        {branches.map((branch) => (
          <li key={branch.id} data-current={branch.isCurrent || undefined}>
            {renaming === branch.id ? (
              <NameForm branch={branch} onDone={() => setRenaming(null)} />
            ) : (
              <Row branch={branch} onRename={() => setRenaming(branch.id)} />
            )}
          </li>
        ))}
      </ul>
    </DialogFrame>
  )
}

function Row({ branch, onRename }: { branch: BranchPicture; onRename: () => void }) {
  const { lab, view } = useSession()
  const { branches } = useLab()
  const { id, name, isCurrent, forkUs } = branch
  const parent = branches.find((one) => one.id === branch.parent)
  const leaving = (verb: () => Promise<unknown>) => () => {
    view.set({ dialog: null })
    void verb()
  }
  // What is removed takes the focus with it, and with it the keys of the dialog, unless the list has it before.
  const remove = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.closest<HTMLElement>('.branch-list')?.focus()
    void lab.removeBranch(id)
  }
  return (
    <>
      <button
        type="button"
        className="plain branch-title"
        aria-current={isCurrent || undefined}
        aria-label={isCurrent ? `${name}, on show` : `Show ${name}`}
        onClick={leaving(() => lab.branch(id))}
      >
        {name}
      </button>
      <span className="quiet branch-about">
        {parent === undefined ? 'the main line' : `leaves ${parent.name} at ${clock(forkUs)}`}
      </span>
      <span className="branch-tools">
        <Tool
          title="Compare"
          name={name}
          isOff={isCurrent}
          onPress={leaving(() => lab.compare({ branch: id }))}
        />
        <Tool title="Rename" name={name} isOff={id === MAIN} onPress={onRename} />
        <Tool title="Remove" name={name} isOff={id === MAIN} onPress={remove} />
      </span>
    </>
  )
}

interface ToolProps {
  readonly title: string
  readonly name: string
  readonly isOff: boolean
  readonly onPress: (event: MouseEvent<HTMLElement>) => void
}

function Tool(props: ToolProps) {
  const { title, name, isOff, onPress } = props
  return (
    <button type="button" className="btn" aria-label={`${title} ${name}`} disabled={isOff} onClick={onPress}>
      {title}
    </button>
  )
}

function NameForm({ branch: { id, name }, onDone }: { branch: BranchPicture; onDone: () => void }) {
  const { lab } = useSession()
  return (
    <form
      className="line-form"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = String(new FormData(event.currentTarget).get('name') ?? '').trim()
        if (typed !== '' && typed !== name) void lab.renameBranch(id, typed)
        onDone()
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus
        name="name"
        className="text-input"
        aria-label={`Name of the branch ${name}`}
        defaultValue={name}
        maxLength={60}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      />
      <button type="submit" className="btn">
        Keep the name
      </button>
    </form>
  )
}
