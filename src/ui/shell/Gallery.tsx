// The front page of what there is: systems, and under each its scenarios, every one a question.

import type { ReactNode } from 'react'
import type { GallerySection, ScenarioCard } from '../../lab/lab.ts'
import { Hero, Thumb } from '../figures/thumbs/Thumb.tsx'
import { useSession } from '../hooks/session.ts'
import { useStore } from '../hooks/store.ts'
import { Brand, PageTools } from './Bar.tsx'
import './gallery.css'

export function Gallery() {
  const { list: shelves } = useStore(useSession().shelves)
  const first = shelves[0]?.scenarios[0]
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
        {shelves.map((shelf) => (
          <Group key={shelf.sim.id} shelf={shelf} />
        ))}
      </main>
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
        <h2 id={`group-${sim.id}`}>{sim.title}</h2>
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
