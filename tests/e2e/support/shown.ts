import type { BrowserContext, Page } from 'playwright-core'

const MOST_ANSWERS = 12
const MOST_LETTERS = 6_000

/**
 * What people had before them, told where a test has failed: a wait that ends by its time says what did not come, and not what came instead.
 * Of hubs of tests alone, whose people are made up.
 */
export function watch(context: BrowserContext): () => Promise<string> {
  const answers: string[] = []
  const note = (said: string): void => {
    answers.push(said)
    if (answers.length > MOST_ANSWERS) answers.shift()
  }
  context.on('response', response => {
    const request = response.request()
    if (['fetch', 'document'].includes(request.resourceType()))
      note(`${response.status()} ${request.method()} ${new URL(response.url()).pathname}`)
  })
  context.on('requestfailed', request => note(`${request.failure()?.errorText} ${request.method()} ${request.url()}`))
  context.on('weberror', error => note(String(error.error())))
  return async () => [...(await Promise.all(context.pages().map(textOf))), ...answers].join('\n')
}

async function textOf(page: Page): Promise<string> {
  // Where a page answers no more, that is what it shows.
  const text = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String)
  return `${page.url()}\n${text.slice(0, MOST_LETTERS)}`
}
