import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepTempDirs } from '../src/platform/index.ts'

const FOLDERS = new URL('../src/platform/temp-dir.ts', import.meta.url).href
const PROGRAM = `
  const { quickTempDir, tempDir } = await import(${JSON.stringify(FOLDERS)})
  process.stdout.write(JSON.stringify([tempDir(), quickTempDir()]))
  process.stdin.resume()
  process.stdin.on('end', () => process.exit(0))
`

/** A process that has made a folder on the disk and one that is quick, and waits. */
async function holder() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const folders = JSON.parse(said.toString()) as string[]
  for (const folder of folders) writeFileSync(join(folder, 'data'), 'x')
  const are = () => folders.map(folder => existsSync(folder))
  return { child, are, ended: once(child, 'exit') }
}

test('Folders go with the process that made them; those of one that was killed are swept, and no others', async () => {
  const [orderly, killed, alive] = [await holder(), await holder(), await holder()]
  orderly.child.stdin.end()
  await orderly.ended
  expect(orderly.are()).toEqual([false, false])
  killed.child.kill('SIGKILL')
  await killed.ended
  expect(killed.are()).toEqual([true, true])
  await sweepTempDirs()
  expect([killed.are(), alive.are()]).toEqual([
    [false, false],
    [true, true],
  ])
  alive.child.stdin.end()
  await alive.ended
})
