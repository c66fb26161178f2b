import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { COMPILED } from '@amparo/testing'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs one of scripts/ as somebody would who types it. */
export function runScript(script: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../../scripts', script), ...args], {
    env: { ...process.env, ...COMPILED },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  return new Promise(done => child.once('close', code => done({ code, out, err })))
}
