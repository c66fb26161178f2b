import { readFileSync } from 'node:fs'
import { EdgeMessageSchema, edgeSubject, fromBinary, SignedEdgeMessageSchema } from '@amparo/contracts'
import { connectNats } from '@amparo/messaging'
import { natsUrl } from '../../../scripts/lib/hubs/addresses.ts'
import type { System } from '../../../scripts/lib/hubs/system.ts'

/** Numbers of the parts of all files that one hub publishes to the other from now on, in order, also of what the stream there drops as a double. */
export async function watchParts(system: System, { from, to }: { readonly from: string; readonly to: string }) {
  const edge = await connectNats({
    url: natsUrl(system.hub(to).installed),
    seed: readFileSync(system.layout.hub(to).edgeSeed, 'utf8'),
    user: 'exchange',
  })
  const numbers: number[] = []
  edge.connection.subscribe(edgeSubject(from), {
    callback: (_, { data }) => {
      const { message } = fromBinary(SignedEdgeMessageSchema, data)
      const { body } = fromBinary(EdgeMessageSchema, message)
      if (body.case === 'filePart') numbers.push(body.value.number)
    },
  })
  await edge.connection.flush()
  return { numbers, stop: () => edge.close() }
}
