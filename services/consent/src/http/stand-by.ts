import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { standBySheet } from '../commands/stand-by.ts'

const stoodBy = z.strictObject({ stoodByAt: z.iso.datetime() })
const schema = {
  description:
    "A second officer has spoken with the person alone, who wants the code sheet of their own record that was made for them: from then on it opens. On duty by the rota of the agency or of the hub; of another agency where the person has taken back what they agreed to with the sheet's.",
  params: z.strictObject({ id: z.uuid().describe('As it was answered when the sheet was made') }),
  body: z.strictObject({ spokenAlone: z.literal(true) }),
  response: { 200: stoodBy },
}

export function standByRoute(app: HttpApp, standBy: ReturnType<typeof standBySheet>): void {
  app.post('/record-sheet-permits/:id/stand-by', { schema, config: { scope: 'consent:confirm' } }, async request => {
    const view = ({ at }: { readonly at: Date }) => ({ stoodByAt: at.toISOString() })
    const { caller, params } = request
    return view(await standBy({ permitId: params.id, caller, replay: request.replay(200, view) }))
  })
}
