import type { HttpApp } from '@amparo/http'
import { formFile } from '@amparo/protocols'
import { z } from 'zod'
import type { Book } from '../domain/book.ts'

/** Checklists and assessments as they are asked and scored. Their answers go sealed to redaction, and never here. */
export const formsRoute = (app: HttpApp, book: Book): void => {
  app.get(
    '/forms',
    { schema: { response: { 200: z.array(formFile) } }, config: { scope: 'directory:read' } },
    async () => [...book.forms()],
  )
}
