import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { removePostgres } from '../src/platform/index.ts'
import { canUse, postgresUser } from '../src/platform/system-user.ts'
import { query, usePostgresServers } from './postgres-servers.ts'

const { newDir, start } = usePostgresServers()

const root = process.getuid?.() === 0

describe.runIf(root)('the embedded PostgreSQL, started by root', () => {
  const open = canUse(
    postgresUser(() => {}),
    [tmpdir()],
    'pass',
  )
  test.runIf(open)('keeps its data below its folder where others may pass', async () => {
    const dir = newDir()
    await start(dir)
    expect(lstatSync(join(dir, 'data')).isSymbolicLink()).toBe(false)
    expect(statSync(join(dir, 'data')).uid).not.toBe(0)
  })

  test('puts its data elsewhere when its folder lies below one that only root may enter, and takes them away again', async () => {
    const closed = newDir()
    chmodSync(closed, 0o700)
    const dir = join(closed, 'state', 'postgres')
    const first = await start(dir)
    const outside = execFileSync('readlink', [join(dir, 'data')], { encoding: 'utf8' }).trim()
    expect(outside).toMatch(/^\/var\/lib\/amparo\//)
    await query(first, 'create table kept (n int); insert into kept values (7)')
    await first.stop()
    const again = await start(dir)
    expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }])
    await again.stop()
    await removePostgres(dir)
    expect(existsSync(outside)).toBe(false)
    expect(existsSync(dir)).toBe(false)
  })

  test('takes its data along when a folder above is closed later', async () => {
    const above = newDir()
    const dir = join(above, 'postgres')
    const first = await start(dir)
    await query(first, 'create table kept (n int); insert into kept values (7)')
    await first.stop()
    chmodSync(above, 0o700)
    const again = await start(dir)
    expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }])
    await again.stop()
    await removePostgres(dir)
  })
})
