/** The log's writer in a process of its own: takes entries from whoever started it, and says of each when it is durable, and how many ms it took here. */
import { EntrySchema, fromBinary } from '@amparo/contracts'
import { leafOf } from '../../../../services/audit/src/commands/append-entry.ts'
import { openWriter } from './database.ts'

const [url = '', keystore = ''] = process.argv.slice(2)
const writer = await openWriter({ url, keystore })
process.on('message', ({ n, entry }: { n: number; entry: Uint8Array }) => {
  const came = performance.now()
  writer.sequencer.append(leafOf(fromBinary(EntrySchema, entry))).then(
    () => process.send?.({ n, took: performance.now() - came }),
    () => process.exit(1),
  )
})
process.once('disconnect', () => void writer.close())
process.send?.({ ready: true })
