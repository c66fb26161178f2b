import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const SOURCE = new URL('../src/free-port.ts', import.meta.url).href
/** Of 12,768: by chance alone some seven would be drawn by both. */
const DRAWN = 300
const DRAW = `
  const { freePort } = await import(${JSON.stringify(SOURCE)})
  const ports = []
  for (let i = 0; i < ${DRAWN}; i++) ports.push(await freePort())
  process.send(ports)
  process.on('message', () => process.exit())
`

test('processes that look at the same time draw different ports', async () => {
  const children = [1, 2].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', DRAW], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  )
  const drawn = await Promise.all(children.map(async child => (await once(child, 'message'))[0] as number[]))
  expect(new Set(drawn.flat()).size).toBe(2 * DRAWN)
  for (const child of children) child.send('end')
})
