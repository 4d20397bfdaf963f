/** The dashboard as a picture, for a slide or a mail. */
import { toPng } from 'html-to-image'

export async function savePicture(element: HTMLElement): Promise<void> {
  const url = await toPng(element, {
    pixelRatio: 2,
    // The page's fonts are the system's: there is nothing to fetch.
    skipFonts: true,
    backgroundColor: getComputedStyle(document.body).backgroundColor,
    filter: (node) => !(node instanceof HTMLElement && node.dataset.noPrint !== undefined),
  })
  const link = document.createElement('a')
  link.href = url
  link.download = `dashboard-${new Date().toISOString().slice(0, 10)}.png`
  link.click()
}
