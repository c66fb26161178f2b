import { SCOPES } from '@amparo/contracts'
import { PATIENCE_MS } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { useBrowser } from '../browser.ts'
import { type Asked, servePage } from './serve.ts'

export const CASEWORKER = SCOPES.filter(
  scope => !['audit:read', 'referral:assign', 'directory:maintain', 'protection:work'].includes(scope),
)
const SUPERVISOR = SCOPES.filter(scope => scope !== 'audit:read')

/** A browser of its own for each test, at the page of a supervisor in English. Call it inside `describe`. */
export function usePageAlone() {
  const alone = new PageAlone()
  const newContext = useBrowser()
  beforeAll(async () => {
    alone.served = await servePage()
  })
  afterAll(() => alone.stop())
  beforeEach(async () => {
    alone.served.answer(() => undefined)
    alone.served.signInWith(SUPERVISOR)
    const context = await newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
    context.setDefaultTimeout(PATIENCE_MS)
    alone.page = await context.newPage()
  })
  return alone
}

type Served = Awaited<ReturnType<typeof servePage>>

class PageAlone {
  #served: Served | undefined
  #page: Page | undefined

  get served(): Served {
    if (this.#served === undefined) throw new TypeError('not served yet')
    return this.#served
  }
  set served(served: Served) {
    this.#served = served
  }
  get page(): Page {
    if (this.#page === undefined) throw new TypeError('no page yet')
    return this.#page
  }
  set page(page: Page) {
    this.#page = page
  }

  /** Whether it ever stood or not. */
  async stop(): Promise<void> {
    await this.#served?.stop()
  }
  address(place: string): string {
    return `${this.served.origin}/#/${place}`
  }
  async open(place: string): Promise<void> {
    this.served.asked.length = 0
    await this.page.goto(this.address(place))
    await this.page.locator('main h1').waitFor()
  }
  askedFor(method: string, path: string): Asked[] {
    return this.served.asked.filter(one => one.method === method && one.path === path)
  }
  last(method: string, path: string): Asked | undefined {
    return this.askedFor(method, path).at(-1)
  }
  /** Of what has the keyboard. */
  focused(what: string): Promise<string | null> {
    return this.page.evaluate<string | null>(`document.activeElement.${what}`)
  }
}

export const bodyOf = (asked: Asked | undefined): Record<string, unknown> | undefined =>
  asked?.body as Record<string, unknown> | undefined
