import { join } from 'node:path'
import { build } from 'esbuild'

const WEB = join(import.meta.dirname, '../../../../services/portal/web')

/** The page, with somebody signed in from the start: what a sign-in does is tried elsewhere, with whole hubs. */
const ENTRY = `
import './app/no-eval.ts'
import { h, render } from 'preact'
import { App } from './app/app.tsx'
import { createKeyPair } from '@amparo/client'
import { loadConfig } from './auth/config.ts'
const config = await loadConfig()
const signedIn = await (await fetch('/signed-in.json')).json()
const session = {
  ...signedIn, keys: await createKeyPair(), authTime: 0, refreshToken: undefined,
  authorize: async () => ({ authorization: 'Bearer nobody' }),
  accessToken: async () => 'nobody', refresh: async () => {}, become: () => {},
}
render(h(App, { config, session, refused: undefined }), document.getElementById('app'))
`

export interface BuiltPage {
  readonly script: string
  readonly style: string
}

export async function buildPageAlone(): Promise<BuiltPage> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: WEB, loader: 'tsx', sourcefile: 'alone.tsx' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  })
  const style = await build({
    entryPoints: [join(WEB, 'style.css')],
    bundle: true,
    write: false,
    logLevel: 'silent',
  })
  return { script: outputFiles[0]?.text ?? '', style: style.outputFiles[0]?.text ?? '' }
}
