import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { addSheet } from '../commands/add-sheet.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { sheetBody } from './taking-body.ts'

const schema = {
  description:
    'The sheet of a consent that was signed or thumb-printed in an emergency, once it is held: before `sheetBy`. By the agency that recorded it.',
  params: z.strictObject({ id: z.uuid() }),
  body: sheetBody,
  response: { 200: basisSummary },
}

export function addSheetRoute(app: HttpApp, add: ReturnType<typeof addSheet>, now: Clock): void {
  app.post('/consents/:id/sheet', { schema, config: { scope: 'consent:record' } }, async request => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const { caller, params, body: sheet } = request
    return view(await add({ basisId: params.id, sheet, caller, replay: request.replay(200, view) }))
  })
}
