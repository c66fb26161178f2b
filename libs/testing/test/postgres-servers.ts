import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach } from 'vitest'
import { type Postgres, removeTempDir, startPostgres, tempDir } from '../src/platform/index.ts'

/** Servers and folders of one test file, gone after each of its tests. */
export function usePostgresServers() {
  const servers: Postgres[] = []
  const dirs: string[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
    for (const dir of dirs.splice(0)) removeTempDir(dir)
  })
  return {
    newDir(): string {
      const dir = tempDir('pg')
      dirs.push(dir)
      return dir
    },
    async start(dir: string, options: { port?: number; ephemeral?: boolean } = {}): Promise<Postgres> {
      const server = await startPostgres({ dir, ephemeral: true, ...options })
      servers.push(server)
      return server
    },
  }
}

export async function query(server: Postgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.superuserUrl('postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export const postmaster = (dir: string) =>
  Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
