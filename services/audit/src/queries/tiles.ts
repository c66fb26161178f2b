import { formatBundle, TILE_WIDTH, type TileName, tileHashes } from '@amparo/crypto/tlog'
import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import { STORED_LEVELS } from '../domain/levels.ts'
import { readRecords, readRun, sizeOf } from '../store/leaves.ts'
import { minimumOf } from '../store/minimum.ts'

/** Hashes of a level, or the leaves' own bytes (C2SP tlog-tiles). Throws not_found for what it has not grown to, and for what is pruned. */
export const getTile =
  ({ read }: Pick<Store, 'read'>) =>
  ({ level, index, width }: TileName): Promise<Buffer> =>
    read(async reader => {
      const first = index * TILE_WIDTH
      const height = level === 'entries' ? 0 : level
      if ((index + 1) * TILE_WIDTH ** (height + 1) <= (await minimumOf(reader))) throw httpErrors.not_found()
      const there = tileHashes(height, await sizeOf(reader))
      if (first + width > there) throw httpErrors.not_found()
      if (level === 'entries') return formatBundle(await readRecords(reader, first, width))
      return Buffer.concat(await readRun(reader)({ level: level * STORED_LEVELS, first, count: width }))
    })
