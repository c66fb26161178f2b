import type { LogTexts } from './log-texts.ts'

export const es: LogTexts = {
  title: 'Registro de accesos',
  id: 'Identificador de la derivación',
  search: 'Mostrar las entradas',
  when: 'Cuándo',
  who: 'Usuario',
  agency: 'Institución',
  categories: 'Datos mostrados',
  withheld: 'Reservado',
  basis: 'Base',
  proof: 'Prueba',
  verify: 'Verificar todas las pruebas',
  verifying: 'Verificando …',
  verified: index => `Verificada: hoja ${index}`,
  failed: 'El registro no pudo probar esta entrada',
  unasked: 'no se llegó a pedir',
  asked: (count, of) => `Pruebas pedidas: ${count} de ${of}`,
  silent: 'en silencio',
  outsideMandate: 'fuera del mandato de quien miró',
  scope: 'Permiso con el que se hizo',
  code: 'Código',
  role: 'Función en la que se hizo',
  roleUnknown: 'no consta',
  unverified: 'Esto ya no se puede comparar con el registro: falta su clave. Es lo que ahí constaba cuando se leyó.',
  chain: 'Parte de la petición',
  found: count => (count === 1 ? '1 entrada' : `${count} entradas`),
  authentication: 'Inició sesión con',
  authentications: { 'urn:amparo:acr:mfa': 'contraseña y segundo factor', sheet: 'número y código de una hoja' },
  basisVersion: 'Versión de la base',
  basisHash: 'Esa versión de la base (hash)',
  policy: 'Política de la decisión (hash)',
  viewPolicy: 'Política de lo mostrado (hash)',
  decision: 'Decisión firmada (hash)',
  left: 'Lo que salió (número)',
  leftHash: 'Lo que salió (hash)',
  save: 'Guardar la prueba para un tribunal',
  saved: count => `Guardada, firmada por ${count} testigo${count === 1 ? '' : 's'} fuera del nodo.`,
  savedUnseen:
    'Guardada. Nadie fuera del nodo la ha firmado aún, así que por sí sola no se sostiene: guárdela de nuevo en unos minutos.',
  statements: count =>
    count === 0
      ? 'Ningún nodo ha declarado aún que recibió lo que salió.'
      : `Contiene ${count} ${count === 1 ? 'declaración firmada' : 'declaraciones firmadas'} de nodos sobre lo que salió.`,
  saveAll: count =>
    count === 1 ? 'Guardar la prueba de la entrada mostrada' : `Guardar las pruebas de las ${count} entradas mostradas`,
  savedAll: count => `Guardado: ${count} prueba${count === 1 ? '' : 's'} en un archivo.`,
  unseenOf: count =>
    `A ${count} de ellas nadie fuera del nodo las ha firmado aún, y por sí solas no se sostienen: guárdelas de nuevo en unos minutos.`,
  unprovenOf: count =>
    `De ${count} de las entradas no hay prueba: el registro no pudo probarlas, o de ellas ya solo conserva un hash.`,
  fileShows:
    'El archivo dice quién hizo qué, cuándo y con qué fundamento, y no sobre quién. Quien lo recibe lo verifica sin conexión, con claves que obtuvo por otra vía:',
}
