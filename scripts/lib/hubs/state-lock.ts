import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { PlatformError, startedAt } from '@amparo/config'

interface Holder {
  readonly pid: number
  /** Tells the process from a later one with the same number. */
  readonly started: string | undefined
}

/** One start at a time in a state folder, which exists. Throws in words for a person if another runs. Returns the way out. */
export function lockState(file: string): () => void {
  const own: Holder = { pid: process.pid, started: startedAt(process.pid) }
  while (!tryToWrite(file, JSON.stringify(own))) {
    const holder = readHolder(file)
    if (holder && holder.started !== undefined && startedAt(holder.pid) === holder.started) {
      const text = `Amparo already runs here (process ${holder.pid}). Stop it first: Ctrl-C in its window, or kill ${holder.pid}`
      throw new PlatformError('ALREADY_RUNNING', text)
    }
    rmSync(file, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/** False if the file is there. Whole at once: who finds it can read it. */
function tryToWrite(file: string, text: string): boolean {
  const whole = `${file}.${process.pid}`
  writeFileSync(whole, text, { mode: 0o600 })
  try {
    linkSync(whole, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(whole, { force: true })
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>
    return typeof pid === 'number' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}
