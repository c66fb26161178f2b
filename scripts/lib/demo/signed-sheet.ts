import { randomUUID } from 'node:crypto'
import type { SheetFile } from '@amparo/client'

const OBJECTS = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>',
  // A cross, as somebody makes who cannot write.
  '<< /Length 50 >>\nstream\n3 w 200 200 m 260 260 l S 200 260 m 260 200 l S    \nendstream',
]

/** A page that a fictional person has signed, as a scanner makes it of paper: no two are the same file. */
export function signedSheet(): SheetFile {
  let pdf = `%PDF-1.4\n% ${randomUUID()}\n`
  const offsets = OBJECTS.map((object, n) => {
    const at = pdf.length
    pdf += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = pdf.length
  pdf += `xref\n0 ${OBJECTS.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  pdf += `trailer\n<< /Size ${OBJECTS.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return { mediaType: 'application/pdf', base64: Buffer.from(pdf, 'latin1').toString('base64') }
}
