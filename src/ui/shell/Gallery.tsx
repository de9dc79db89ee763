// The front page of what there is: systems, and under each its scenarios, every one a question. A line of contents leads to each
// system, by an address of its own, and finds questions by their words.

import { type ReactNode, useEffect, useState } from 'react'
import type { GallerySection, ScenarioCard } from '../../lab/lab.ts'
import { Hero, Thumb } from '../figures/thumbs/Thumb.tsx'
import { useSession } from '../hooks/session.ts'
import { useStore } from '../hooks/store.ts'
import { Brand, PageTools } from './Bar.tsx'
import { matching } from './galleryFilter.ts'
import './gallery.css'

/** `system`: the one to begin at; null for the top. */
export function Gallery({ system }: { readonly system: string | null }) {
  const { list: shelves } = useStore(useSession().shelves)
  const [sought, setSought] = useState('')
  const found = matching(shelves, sought)
  const first = shelves[0]?.scenarios[0]
  useShown(system, shelves.length > 0)
  return (
    <div className="gallery">
      <header className="bar">
        <Brand />
        <span className="bar-space" />
        <nav aria-label="Page">
          <PageTools />
        </nav>
      </header>
      <main>
        <section className="hero" aria-labelledby="hero-title">
          <div>
            <h1 id="hero-title">Break a distributed system. Ask it why.</h1>
            <p className="soft">
              Real protocols on a simulated network. Crash, cut and delay whatever you like, step through what
              follows, go back, and try it the other way.
            </p>
            {first !== undefined && <First card={first} />}
          </div>
          <Hero />
        </section>
        {shelves.length > 0 && <Contents found={found} sought={sought} seek={setSought} />}
        {found.map((shelf) => (
          <Group key={shelf.sim.id} shelf={shelf} />
        ))}
        {found.length === 0 && sought !== '' && (
          <p className="soft none-found">No question has these words. Try “leader”, “lost”, or “saga”.</p>
        )}
      </main>
    </div>
  )
}

/** Goes where the address points to, once it is there. */
function useShown(system: string | null, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || system === null) return
    const heading = document.getElementById(`group-${system}`)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
    // Once the faces are there, lines break elsewhere and all is higher or lower.
    void document.fonts.ready.then(() => heading?.scrollIntoView({ block: 'start' }))
  }, [system, isThere])
}

interface ContentsProps {
  readonly found: readonly GallerySection[]
  readonly sought: string
  readonly seek: (words: string) => void
}

function Contents({ found, sought, seek }: ContentsProps) {
  return (
    <div className="contents">
      <nav aria-label="Systems">
        {found.map(({ sim, scenarios }) => (
          <a key={sim.id} className="btn" href={`#/gallery/${sim.id}`}>
            {sim.title} <span className="quiet">{scenarios.length}</span>
          </a>
        ))}
      </nav>
      <input
        type="search"
        className="text-input"
        placeholder="Find a question"
        aria-label="Find a question"
        value={sought}
        onChange={(event) => seek(event.target.value)}
      />
    </div>
  )
}

function First({ card }: { card: ScenarioCard }) {
  return (
    <>
      <p className="hero-question">{card.title}</p>
      <p className="acts">
        <a className="primary" href={`#/${card.id}`}>
          Find out
        </a>
        <span className="quiet">
          {card.minutes} min, {card.after === null ? 'nothing to know first' : `after “${card.after}”`}
        </span>
      </p>
    </>
  )
}

function Group({ shelf: { sim, scenarios } }: { shelf: GallerySection }) {
  const titles = new Map(scenarios.map((card) => [card.id, card.title]))
  return (
    <section className="group" aria-labelledby={`group-${sim.id}`}>
      <header>
        <h2 id={`group-${sim.id}`} tabIndex={-1}>
          {sim.title}
        </h2>
        <p className="soft">{sim.blurb}</p>
      </header>
      <ul>
        {scenarios.map((card) => (
          <Card key={card.id} card={card}>
            {card.after !== null && <>, after “{titles.get(card.after) ?? card.after}”</>}
          </Card>
        ))}
      </ul>
    </section>
  )
}

function Card({ card, children }: { card: ScenarioCard; children: ReactNode }) {
  return (
    <li>
      <a href={`#/${card.id}`}>
        <Thumb scenario={card.id} />
        <h3>{card.title}</h3>
      </a>
      <p className="soft">{card.blurb}</p>
      <p className="quiet minutes">
        {card.minutes} min{children}
      </p>
    </li>
  )
}
