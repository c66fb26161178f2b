import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tilesFolder } from '../src/ports/tiles-folder.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tiles-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const names = () => readdirSync(dir, { recursive: true }).map(String).sort()

test('nothing is left of what could not be written', async () => {
  const folder = tilesFolder(dir)
  // As a full disk: the file is there, and takes nothing.
  const unwritable = {} as Uint8Array
  await expect(folder.replace('checkpoint', unwritable)).rejects.toThrow()
  await expect(folder.add('tile', unwritable)).rejects.toThrow()
  expect(names()).toEqual([])
})

test('nor of what could not get its name', async () => {
  mkdirSync(join(dir, 'checkpoint/in-the-way'), { recursive: true })
  await expect(tilesFolder(dir).replace('checkpoint', Buffer.from('x'))).rejects.toThrow()
  expect(names()).toEqual(['checkpoint', 'checkpoint/in-the-way'])
})

test('what a kill left goes when it is an hour old', async () => {
  const folder = tilesFolder(join(dir, 'log'))
  await folder.add('tile/0/000', Buffer.from('tile'))
  const [old, young] = [`.${crypto.randomUUID()}`, `.${crypto.randomUUID()}`]
  for (const name of [old, young]) writeFileSync(join(dir, 'log/tile/0', name), 'x')
  const before = new Date(Date.now() - 2 * 3_600_000)
  for (const name of [old, '000']) utimesSync(join(dir, 'log/tile/0', name), before, before)
  await folder.tidy()
  expect(readdirSync(join(dir, 'log/tile/0')).sort()).toEqual([young, '000'].sort())
  await tilesFolder(join(dir, 'new')).tidy()
})
