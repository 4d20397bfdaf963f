/** The dashboard as a picture, for a slide or a mail. */
import { toPng } from 'html-to-image'

export async function savePicture(element: HTMLElement): Promise<void> {
  const url = await toPng(element, {
    pixelRatio: 2,
    // The page's fonts are the system's: there is nothing to fetch.
    skipFonts: true,
    backgroundColor: getComputedStyle(document.body).backgroundColor,
    includeStyleProperties: seenProperties(element),
    filter: (node) => !(node instanceof HTMLElement && isLeftOut(node)),
  })
  const link = document.createElement('a')
  link.href = url
  link.download = `dashboard-${new Date().toISOString().slice(0, 10)}.png`
  link.click()
}

/** What is there for the hand or for a screen reader alone. */
const isLeftOut = ({ dataset, classList }: HTMLElement) => dataset.noPrint !== undefined || classList.contains('visually-hidden')

/** Properties that a still picture doesn't show, and those that repeat another one by a logical name. */
const unseen =
  /^(-webkit-|animation|transition|scroll|overscroll|view-|timeline|offset|anchor|position-|page|break|container|contain|speak|mask|shape|math|ruby|touch|user-|will-|zoom|orphans|widows|caret|cursor|pointer|perspective|interpolate|interactivity|caption|resize|tab-|buffered)|(^|-)(block|inline|start|end)(-|$)/

/** Copied one by one for each element: all four hundred of them would stop the page for seconds. */
const seenProperties = (element: HTMLElement): string[] => [...getComputedStyle(element)].filter((name) => !unseen.test(name))
