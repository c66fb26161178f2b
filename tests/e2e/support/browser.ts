import { createTotp } from '@amparo/client/node'
import { PATIENCE_MS } from '@amparo/testing/platform'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach } from 'vitest'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'
import type { System } from '../../../scripts/lib/hubs/system.ts'
import { onPath } from '../../../scripts/lib/on-path.ts'
import { BROWSERS } from '../../../scripts/lib/prerequisites.ts'
import { watch } from './shown.ts'
import { whenWorkerEnds } from './worker.ts'

/** The machine has none: then tests in a browser cannot run (scripts/lib/prerequisites.ts says so). */
export const noBrowser = (process.env['AMPARO_MISSING'] ?? '').split(',').includes('chromium')

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking']

/** People at the portal, each in a browser of their own that knows nothing of the others. */
export class Portal {
  readonly #system: System
  readonly #context: NewContext
  readonly #codes = new Map<string, (now: () => Date) => Promise<string>>()

  constructor(system: System, context: NewContext) {
    this.#system = system
    this.#context = context
  }

  origin(hub: string): string {
    return urlOf(this.#system.hub(hub).installed, 'portal')
  }

  /** `clock`: the page's clock can be put forward. */
  async open(hub: string, options: BrowserContextOptions = {}, { clock = false } = {}): Promise<Page> {
    const context = await this.#context({ viewport: { width: 1280, height: 900 }, ...options })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    if (clock) await page.clock.install()
    await page.goto(`${this.origin(hub)}/`)
    await page.locator('h1').waitFor()
    return page
  }

  async signIn(hub: string, username: string, options?: BrowserContextOptions, time?: { clock: true }): Promise<Page> {
    const page = await this.open(hub, options, time)
    await page.locator('main button').click()
    await this.fillSignIn(page, hub, username)
    await page.locator('header nav').waitFor()
    return page
  }

  /** On the issuer's page. */
  async fillSignIn(page: Page, hub: string, username: string): Promise<void> {
    const { password, code } = await this.credentials(hub, username)
    await page.locator('#username').fill(username)
    await page.locator('#password').fill(password)
    await page.locator('#code').fill(code)
    await page.locator('button[type=submit]').click()
  }

  async credentials(hub: string, username: string): Promise<{ password: string; code: string }> {
    const user = this.#system.hub(hub).installed.users.find(known => known.username === username)
    if (!user) throw new Error(`no ${username} in ${hub}`)
    const codes = this.#codes.get(username) ?? createTotp(user.totpSecret)
    this.#codes.set(username, codes)
    return { password: user.password, code: await codes(() => new Date()) }
  }
}

export const usePortal = (system: System): Portal => new Portal(system, useBrowser())

export type NewContext = (options?: BrowserContextOptions) => Promise<BrowserContext>

interface Opened {
  readonly context: BrowserContext
  readonly shown: () => Promise<string>
}

/** Browsers of their own. What a test has opened is closed after it, what a file has opened for all of its tests after them. */
export function useBrowser(): NewContext {
  const opened: Opened[] = []
  const closeAllBut = (first: number) => Promise.all(opened.splice(first).map(({ context }) => context.close()))
  let before = 0
  beforeEach(() => {
    before = opened.length
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const { shown } of opened) console.error(await shown())
    await closeAllBut(before)
  })
  afterAll(() => closeAllBut(0))
  return async options => {
    const context = await (await theProgram()).newContext(options)
    opened.push({ context, shown: watch(context) })
    return context
  }
}

let program: Promise<Browser> | undefined

/** One for all files of a worker, or another where it has crashed. */
async function theProgram(): Promise<Browser> {
  const running = await program
  if (running?.isConnected()) return running
  program = chromium.launch({ executablePath: browserPath(), args: ARGS })
  const launched = await program
  whenWorkerEnds(() => launched.close())
  return launched
}

function browserPath(): string {
  const found = BROWSERS.map(onPath).find(path => path !== undefined)
  if (found === undefined) throw new Error('no Chromium here')
  return found
}
