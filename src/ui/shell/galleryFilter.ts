// Which questions of the gallery have the words that somebody looks for: in their title, in what they tell, in their name, or in
// the name of their system. Words may stand anywhere, in any order, and be half typed.

import type { GallerySection, ScenarioCard } from '../../lab/lab.ts'

/** Systems with the questions that match; systems without any are left out. All, if nothing is sought. */
export function matching(shelves: readonly GallerySection[], sought: string): readonly GallerySection[] {
  const words = plain(sought).split(/\s+/).filter(Boolean)
  if (words.length === 0) return shelves
  return shelves
    .map((shelf) => ({ ...shelf, scenarios: shelf.scenarios.filter((card) => hasAll(shelf, card, words)) }))
    .filter(({ scenarios }) => scenarios.length > 0)
}

function hasAll({ sim }: GallerySection, card: ScenarioCard, words: readonly string[]): boolean {
  const text = plain([card.id, card.title, card.blurb, card.question, sim.title].join(' '))
  return words.every((word) => text.includes(word))
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-/“”’]/g, ' ')
}
