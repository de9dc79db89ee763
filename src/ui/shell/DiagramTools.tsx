// The tools of the diagram: how time is shown, what is left out, how near, and what to take away.

import { ChevronDown, List, Minus, Plus, X } from 'lucide-react'
import type { RefObject } from 'react'
import {
  Button,
  Header,
  type Key,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
  ToggleButton,
  ToggleButtonGroup,
  Toolbar,
} from 'react-aria-components'
import { MARKS } from '../../lab/diagram/part.ts'
import type { Mark } from '../../sim/picture.ts'
import { closeDiagram, diagramSaveActions } from '../commands/diagram.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import type { DiagramHandle } from '../figures/diagram/Diagram.tsx'
import type { Model } from '../figures/diagram/model.ts'
import { converted } from '../figures/diagram/moves.ts'
import { Plate } from '../figures/glyphs/Plate.tsx'
import { PLATE_WORDS, plateSize } from '../figures/glyphs/plate.ts'
import { useSizes } from '../figures/shared/sizes.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import type { DiagramSettings } from '../hooks/view.ts'
import { count } from '../panels/words.ts'

const MARK_NAMES: Readonly<Record<Mark, string>> = {
  request: 'Requests',
  reply: 'Replies',
  vote: 'Vote requests',
  granted: 'Votes granted',
  refusal: 'Refusals',
  heartbeat: 'Heartbeats',
}

interface Props {
  readonly model: Model
  readonly handle: RefObject<DiagramHandle | null>
  readonly set: (change: Partial<DiagramSettings>) => void
}

export function DiagramTools({ model, handle, set }: Props) {
  const session = useSession()
  const { mode, isCollapsed, hiddenMarks, hasList } = useView().diagram
  const setMode = (next: DiagramSettings['mode']) => {
    const geometry = handle.current?.geometry()
    if (geometry === undefined || next === mode) return
    const isAll = session.view.get().diagram.span === null
    set({ mode: next, span: isAll ? null : converted(model, geometry.scale, next) })
  }
  const isQuietShown = !hiddenMarks.includes('heartbeat')
  return (
    <Toolbar className="diagram-tools" aria-label="Space-time diagram">
      <h2>Space-time diagram</h2>
      <UnsafePlate />
      <ToggleButtonGroup
        className="choices"
        aria-label="Axis"
        disallowEmptySelection
        selectedKeys={[mode]}
        onSelectionChange={(keys) => setMode([...keys][0] as DiagramSettings['mode'])}
      >
        <ToggleButton id="time">True time</ToggleButton>
        <ToggleButton id="event">By event</ToggleButton>
      </ToggleButtonGroup>
      <ToggleButton
        className="btn toggle"
        isSelected={isQuietShown}
        onChange={(isOn) => set({ hiddenMarks: without(hiddenMarks, 'heartbeat', isOn) })}
      >
        Heartbeats
      </ToggleButton>
      {mode === 'event' && (
        <ToggleButton
          className="btn toggle"
          aria-label="Collapse runs of local events"
          isSelected={isCollapsed}
          onChange={(isOn) => set({ isCollapsed: isOn })}
        >
          Collapse
        </ToggleButton>
      )}
      <ShownMenu model={model} set={set} />
      <Reading model={model} />
      <span className="diagram-gap" />
      <Button className="btn ic" aria-label="Zoom out" onPress={() => handle.current?.zoom(2)}>
        <Minus size={16} aria-hidden />
      </Button>
      <Button className="btn ic" aria-label="Zoom in" onPress={() => handle.current?.zoom(0.5)}>
        <Plus size={16} aria-hidden />
      </Button>
      <Button className="btn" onPress={() => handle.current?.fit()}>
        Fit
      </Button>
      <ActionsButton label="Save the diagram" className="btn" actions={() => diagramSaveActions(session)}>
        Save <ChevronDown size={14} aria-hidden />
      </ActionsButton>
      <ToggleButton
        className="btn ic"
        aria-label="List of events"
        isSelected={hasList}
        onChange={(isOn) => set({ hasList: isOn })}
      >
        <List size={16} aria-hidden />
      </ToggleButton>
      <Button
        className="btn ic diagram-close"
        aria-label="Close the diagram"
        onPress={() => closeDiagram(session)}
      >
        <X size={18} aria-hidden />
      </Button>
    </Toolbar>
  )
}

/** A run with a rule left out says so wherever it is shown. */
function UnsafePlate() {
  const { frame } = useLab()
  const sizes = useSizes()
  if (frame.brokenRules.length === 0) return null
  const { w, h } = plateSize(sizes)
  return (
    <svg
      className="fig"
      width={w + 2}
      height={h + 2}
      viewBox={`-1 -1 ${w + 2} ${h + 2}`}
      role="img"
      aria-label={PLATE_WORDS}
    >
      <Plate sizes={sizes} />
    </svg>
  )
}

/** A long run comes in parts: how much of it is here. */
function Reading({ model: { columns } }: Pick<Props, 'model'>) {
  if (columns.isWhole || columns.version === 0) return null
  return (
    <span className="quiet">
      {count(columns.rowCount)} of {count(columns.knownRows)} events read
    </span>
  )
}

/** Kinds of messages and lanes, each to be shown or left out. */
function ShownMenu({ model, set }: Pick<Props, 'model' | 'set'>) {
  const { hiddenMarks, hiddenNodes } = useView().diagram
  const { nodes } = model.columns
  const hidden = hiddenMarks.length + hiddenNodes.length
  const shownMarks = MARKS.filter((mark) => !hiddenMarks.includes(mark))
  const shownNodes = nodes.filter(({ id }) => !hiddenNodes.includes(id)).map(({ id }) => id)
  const isIn = (keys: Selection) => (key: Key) => keys === 'all' || keys.has(key)
  return (
    <MenuTrigger>
      <Button className="btn">
        {hidden === 0 ? 'Show' : `Show (${hidden} left out)`} <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label="What is shown">
          <MenuSection
            selectionMode="multiple"
            selectedKeys={shownMarks}
            onSelectionChange={(keys) => set({ hiddenMarks: MARKS.filter((mark) => !isIn(keys)(mark)) })}
          >
            <Header className="menu-title">Messages</Header>
            {MARKS.map((mark) => (
              <MenuItem key={mark} id={mark} className="menu-item">
                {MARK_NAMES[mark]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="multiple"
            selectedKeys={shownNodes}
            disallowEmptySelection
            onSelectionChange={(keys) =>
              set({ hiddenNodes: nodes.map(({ id }) => id).filter((id) => !isIn(keys)(id)) })
            }
          >
            <Header className="menu-title">Lanes</Header>
            {nodes.map(({ id }) => (
              <MenuItem key={id} id={id} className="menu-item">
                {id}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function without(hidden: readonly Mark[], mark: Mark, isShown: boolean): readonly Mark[] {
  const others = hidden.filter((each) => each !== mark)
  return isShown ? others : [...others, mark]
}
