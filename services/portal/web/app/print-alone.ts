/** A title of one blank, for an empty one is the address. */
const NONE = '\u00a0'

/** Browsers print the page's title and its address on every paper: what is for a person to take home says neither (with style/paper.css). */
export function printAlone(): void {
  let title: string | undefined
  addEventListener('beforeprint', () => {
    if (document.querySelector('article.sheet') === null) return
    title ??= document.title
    document.title = NONE
  })
  addEventListener('afterprint', () => {
    if (title !== undefined) document.title = title
    title = undefined
  })
}
