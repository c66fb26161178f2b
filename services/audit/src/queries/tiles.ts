import { formatBundle, TILE_WIDTH, type TileName, tileHashes } from '@amparo/crypto/tlog'
import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import { STORED_LEVELS } from '../domain/levels.ts'
import { readRecords, readRun, sizeOf } from '../store/leaves.ts'

/** Hashes of a level, or the leaves' own bytes (C2SP tlog-tiles). Throws not_found for what the log has not grown to. */
export const getTile =
  ({ read }: Pick<Store, 'read'>) =>
  ({ level, index, width }: TileName): Promise<Buffer> =>
    read(async reader => {
      const first = index * TILE_WIDTH
      const there = tileHashes(level === 'entries' ? 0 : level, await sizeOf(reader))
      if (first + width > there) throw httpErrors.not_found()
      if (level === 'entries') return formatBundle(await readRecords(reader, first, width))
      return Buffer.concat(await readRun(reader)({ level: level * STORED_LEVELS, first, count: width }))
    })
