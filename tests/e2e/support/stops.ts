import { expect } from 'vitest'
import { processesOf } from './processes.ts'
import type { Command } from './start-command.ts'
import type { Started } from './started.ts'

/** A signal to it alone, or as a terminal sends one to all of its group: it ends well, and nothing is left. */
export async function stopsWith(amparo: Started, running: Command, signal: NodeJS.Signals, to: 'alone' | 'group') {
  const began = performance.now()
  running.signal(signal, to)
  expect(await running.ended).toEqual({ code: 0, signal: null })
  tell(`stopped by ${signal} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  expect(running.output()).not.toMatch(/ended by itself|Error/)
  await leavesNothing(amparo)
}

export async function leavesNothing(amparo: Started): Promise<void> {
  expect(processesOf(amparo.state)).toEqual([])
  expect(await amparo.takenPorts()).toEqual([])
}

export const tell = (text: string) => process.stdout.write(`    ${text}\n`)
