/** Whether the page on screen was reached from another page of the portal; its heading then takes the focus. */
let moved = false

export const noteMove = () => {
  moved = true
}
export const arrivedByLink = () => moved
