import type { KeyboardEvent } from 'react'

/** Moves the focus between cards (the library owns the arrows while one is lifted); Enter opens. */
export function useCardKeys() {
  return (event: KeyboardEvent) => {
    const card = event.target
    if (event.defaultPrevented || !(card instanceof HTMLElement) || card.dataset.card === undefined) return
    if (event.key === 'Enter') {
      card.click()
      event.preventDefault()
      return
    }
    const next = neighbour(card, event.key)
    if (!next) return
    next.focus()
    event.preventDefault()
  }
}

const upDown: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }
const sideways: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

function neighbour(card: HTMLElement, key: string): HTMLElement | undefined {
  const column = card.closest('section')
  if (!column) return undefined
  const along = upDown[key]
  if (along !== undefined) return step(cardsOf(column), card, along)
  const across = sideways[key]
  if (across === undefined) return undefined
  return nearestBeside(card, column, across)
}

/** The first column in that direction that has cards, and in it the card at about the same height. */
function nearestBeside(card: HTMLElement, column: HTMLElement, direction: number): HTMLElement | undefined {
  const columns = [...(card.closest('[data-board]')?.querySelectorAll('section') ?? [])]
  const top = card.getBoundingClientRect().top
  const distance = (each: HTMLElement) => Math.abs(each.getBoundingClientRect().top - top)
  const from = columns.indexOf(column)
  const beside = direction > 0 ? columns.slice(from + 1) : columns.slice(0, from).toReversed()
  const cards = beside.map(cardsOf).find(({ length }) => length > 0)
  return cards?.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** In the order on screen: virtual rows may stand in any order in the document. */
function cardsOf(column: Element): HTMLElement[] {
  const cards = [...column.querySelectorAll<HTMLElement>('[data-card]')]
  return cards.toSorted((a, b) => a.offsetTop - b.offsetTop)
}

function step(cards: HTMLElement[], card: HTMLElement, by: number): HTMLElement | undefined {
  return cards[cards.indexOf(card) + by]
}
