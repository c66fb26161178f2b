import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One start at a time in a state folder. Throws in words for a person if another runs, or if the folder cannot be written. */
export function lockState(file: string): () => void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o711 })
    const holder = readHolder(file)
    if (holder !== undefined && isAlive(holder))
      throw new StateInUse(`Amparo already runs here (process ${holder}). Stop it with Ctrl-C in its window first.`)
    writeFileSync(file, String(process.pid), { mode: 0o600 })
  } catch (error) {
    if (error instanceof StateInUse) throw error
    throw new StateInUse(
      `Cannot write to ${dirname(file)} (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}). ` +
        'Free some space or make the folder writable, then start again.',
    )
  }
  return () => rmSync(file, { force: true })
}

export class StateInUse extends Error {
  override readonly name = 'StateInUse'
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
