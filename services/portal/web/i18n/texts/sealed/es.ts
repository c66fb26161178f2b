import type { SealedTexts } from './sealed-texts.ts'

export const es: SealedTexts = {
  title: 'Sellado a su institución',
  lead: 'Su institución guarda ella misma sus claves: este nodo no puede abrir lo que llegó. Puede descargarlo y abrirlo en su institución, sin red, con amparo-open o gpg.',
  limits:
    'Lo que se descarga queda en el registro de accesos con su nombre, y el remitente recibe la constancia de que se retiró. Después ningún sistema puede limitarlo ni retirarlo; la ley sí: solo para la finalidad indicada, no se pasa a nadie sin permiso, y se destruye cuando se le pida.',
  file: 'Sellado a la clave de su institución: este nodo no puede abrirlo, ni lo ha revisado en busca de programas dañinos. Ábralo en su institución, con amparo-open o gpg. La descarga queda en el registro, y después ningún sistema lo limita.',
  item: 'Sellado a la clave de su institución: este nodo no puede abrirlo. Ábralo en su institución, con amparo-open o gpg. La descarga queda en el registro, y después ningún sistema limita lo que dice.',
  report: at => `Evaluación del ${at}`,
  forAuthority: 'Sellado a la clave de la autoridad central: solo ella puede descargarlo y abrirlo.',
  compare: sha256 =>
    `La solicitud lo nombra por el resumen ${sha256}: el manifiesto de dentro tiene que decir lo mismo.`,
  fetch: 'Descargar la carpeta (ZIP)',
  fetching: 'Preparando …',
  fetched: (name, key) => `Descargada: ${name}.zip. Ábrala con la clave ${key}.`,
  howToOpen: 'Cómo abrirlo',
  program:
    'Descomprima el ZIP. En un equipo de su institución con Node.js 20 o posterior, que no necesita red, ejecute: node amparo-open.mjs CARPETA/bundle --key SU-CLAVE.asc --signer CERTIFICADO.asc --out ARCHIVO. Comprueba todo y dice quién lo tuvo. CERTIFICADO.asc está en CARPETA/signers; compare su huella con su directorio.',
  fetchProgram: 'Descargar amparo-open.mjs',
  compareProgram: sha256 =>
    `SHA-256 del programa: ${sha256}. Compárelo, antes de ejecutarlo, con el que el operador de su nodo le diga por otra vía.`,
  toSend:
    'Esta institución guarda ella misma sus claves. Lo que se le envía se sella a su clave y solo ella lo abre: al enviarlo ya se ha revelado. Una retirada posterior del consentimiento le llega, pero nada puede quitárselo.',
}
