import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { startedAt } from '@amparo/config'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freePort, removePostgres, waitFor } from '../src/platform/index.ts'
import { postmaster, query, usePostgresServers } from './postgres-servers.ts'

const { newCluster, newDir, start } = usePostgresServers()

describe('the embedded PostgreSQL', () => {
  test('keeps its data from one start to the next', async () => {
    const dir = newDir()
    const first = await start(dir)
    await query(first, 'create table kept (n int); insert into kept values (7)')
    await first.stop()
    expect(existsSync(join(dir, 'data', 'postmaster.pid'))).toBe(false)
    expect(await query(await start(dir), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('has every commit it acknowledged when it was killed outright', async () => {
    const dir = await newCluster()
    const server = await start(dir, { ephemeral: false })
    await query(server, 'create table kept (n int); insert into kept values (7)')
    const pid = postmaster(dir)
    process.kill(pid, 'SIGKILL')
    await waitFor(() => startedAt(pid) === undefined, 5000)
    expect(await query(await start(dir, { ephemeral: false }), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('recovers when the lock file of a killed server names a process that is somebody else now', async () => {
    const dir = await newCluster()
    const server = await start(dir)
    await server.stop()
    // The same user as the server's, or PostgreSQL would not mind it.
    const { uid, gid } = statSync(join(dir, 'data'))
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${other.pid}\n${join(dir, 'data')}\n1\n5432\n\n127.0.0.1\n`)
    chownSync(join(dir, 'data', 'postmaster.pid'), uid, gid)
    try {
      await start(dir)
    } finally {
      other.kill()
    }
  })

  test('is stopped by the next start when its owner was killed, and left alone while its owner lives', async () => {
    const dir = await newCluster()
    const code = `import { startPostgres } from '${new URL('../src/platform/postgres.ts', import.meta.url)}'
      await startPostgres({ dir: ${JSON.stringify(dir)}, ephemeral: true }); console.log('up')`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => owner.stdout.once('data', resolve))
    const orphan = postmaster(dir)

    await expect(start(dir)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
    await expect(removePostgres(dir)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })

    owner.kill('SIGKILL')
    await new Promise(resolve => owner.once('exit', resolve))
    const next = await start(dir)
    expect(postmaster(dir)).not.toBe(orphan)
    expect(await query(next, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('says that a port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    try {
      await expect(start(newDir(), { port })).rejects.toMatchObject({
        code: 'PORT_TAKEN',
        message: expect.stringContaining(`${port}`),
      })
    } finally {
      other.close()
    }
  })

  test('says that a folder cannot be written', async () => {
    await expect(start('/proc/amparo')).rejects.toMatchObject({ code: 'NOT_WRITABLE' })
  })

  test.each([
    ['no version', (data: string) => rmSync(join(data, 'PG_VERSION'))],
    ['another version', (data: string) => writeFileSync(join(data, 'PG_VERSION'), '15\n')],
    ['no password', (data: string) => rmSync(join(data, '..', 'superuser.password'))],
    ['no control file', (data: string) => rmSync(join(data, 'global', 'pg_control'))],
  ])('tells how to begin anew when the data have %s', async (_what, breakIt) => {
    const dir = await newCluster()
    breakIt(join(dir, 'data'))
    await expect(start(dir)).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      message: expect.stringContaining('--reset'),
    })
    await removePostgres(dir)
    expect(existsSync(dir)).toBe(false)
  })

  test('begins anew when it was interrupted before its first data were complete', async () => {
    const dir = newDir()
    mkdirSync(join(dir, 'data.new'))
    writeFileSync(join(dir, 'data.new', 'PG_VERSION'), '18\n')
    await start(dir)
  })

  test('answers on 127.0.0.1 only, by password only, and has no socket', async () => {
    const dir = await newCluster()
    const server = await start(dir)
    const wrong = new Client({ host: server.host, port: server.port, user: 'postgres', password: 'guess' })
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
    const settings =
      "select setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name"
    expect(await query(server, settings)).toEqual([{ setting: '127.0.0.1' }, { setting: '' }])
    expect(statSync(join(dir, 'superuser.password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'data')).mode & 0o777).toBe(0o700)
  })

  test('writes no statement, value or key to its log', async () => {
    const dir = await newCluster()
    const server = await start(dir)
    await query(server, "create table person (name text primary key); insert into person values ('Amaru-Quispe')")
    await expect(query(server, "insert into person values ('Amaru-Quispe')")).rejects.toMatchObject({ code: '23505' })
    await expect(query(server, "select 'Amaru-Quispe'::int")).rejects.toThrow()
    expect(readFileSync(join(dir, 'postgres.log'), 'utf8')).not.toContain('Amaru-Quispe')
  })
})

test('waiting ends with a typed error', async () => {
  await expect(waitFor(() => false, 20)).rejects.toMatchObject({ code: 'TIMEOUT' })
  await expect(waitFor(`http://127.0.0.1:${await freePort()}/`, 20)).rejects.toMatchObject({ code: 'TIMEOUT' })
})
