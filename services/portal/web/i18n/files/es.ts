import type { FilesTexts } from './texts.ts'

export const es: FilesTexts = {
  title: 'Archivos',
  lead: 'Grabaciones, imágenes y documentos de cualquier tamaño. Se cifran en este navegador; los nombres de los archivos no salen de él.',
  kept: 'Los que guarda su institución',
  sent: 'Entregados',
  received: 'Los que llegaron con esta derivación',
  none: 'No hay ninguno.',
  choose: 'Adjuntar un archivo',
  chooseHint: 'Se lee dos veces, se cifra y se envía por partes. Si se corta la línea, sigue donde quedó.',
  one: (size, when) => `Archivo de ${size}, ${when}`,
  states: {
    uploading: 'Aún no está todo',
    received: 'Llegó; se está comprobando',
    quarantined: 'Se busca software malicioso; hasta entonces nadie lo abre',
    kept: 'Comprobado y guardado',
    refused: 'Rechazado; no se guarda nada de él',
  },
  sentStates: {
    sealing: 'Se está sellando para la otra institución',
    sent: 'En camino',
    delivered: 'Entregado; el otro nodo lo ha firmado',
    refused: 'Rechazado por el otro nodo',
    expired: 'No se pudo entregar a tiempo',
  },
  receivedStates: {
    coming: 'En camino',
    arrived: 'Llegó; se está comprobando',
    quarantined: 'Se busca software malicioso; hasta entonces nadie lo abre',
    stored: 'Comprobado y guardado',
    refused: 'Rechazado; se avisó a quien lo envió',
  },
  withCode: (state, code) => `${state}: ${code}`,
  codes: {
    file_infected: 'se encontró software malicioso. No abra el original; avise a quien opera su nodo.',
    file_not_scannable: 'es más grande de lo que admite el buscador. Envíelo por partes.',
    recipient_unknown: 'el directorio no tiene certificado de la otra institución. Pregunte a quien opera su nodo.',
    request_over:
      'la solicitud ha terminado: nada de lo que dice sale ya. Escriba a la otra autoridad lo que aún deba saber.',
    consent_withdrawn: 'aquello en que se apoyaba fue retirado antes de que llegara. No sigue.',
    referral_over: 'quien envió la derivación la retiró antes de que llegara. No sigue.',
    other: 'no llegó como se selló. Entréguelo de nuevo; si se repite, avise a quien opera su nodo.',
  },
  phases: {
    reading: 'Se está leyendo para sus huellas',
    sending: 'Se está cifrando y enviando',
    stopped: 'Detenido',
    ended: 'Está entero en el nodo, que ahora lo comprueba.',
  },
  carried: 'Ha llegado al otro nodo',
  soFar: (done, size, percent) => `${done} de ${size} (${percent} %)`,
  parts: (here, parts) => `Han llegado ${here} de ${parts} partes`,
  upload: 'Enviar al nodo',
  goOn: 'Seguir con el envío',
  cancel: 'Cancelar el envío',
  cancelled: 'El envío se canceló; en el nodo no queda nada de él.',
  again: 'Elija el mismo archivo para seguir',
  againHint: 'En el navegador en que empezó, y por quien lo empezó. Sigue donde quedó; a los siete días desaparece.',
  handOver: agency => `Entregar a ${agency}`,
  handedOver: 'El archivo está entregado, y en camino.',
  incriminating: {
    label: 'La policía y la fiscalía lo reciben entero: ¿qué hay en él que podría usarse contra la persona?',
    nothing: 'Nada: alguien lo ha mirado',
    agreed: 'La persona aceptó tras recibir asesoría, y consta en el consentimiento',
  },
  download: 'Descargar',
  downloading: 'Se está trayendo y comprobando',
  downloaded:
    'Está comprobado, y guardado donde su navegador guarda los archivos. Allí está sin cifrar: guárdelo bien.',
  needsAssignment: 'Hágase cargo de la derivación para abrir sus archivos.',
  custody: 'Cadena de custodia',
  hideCustody: 'Cerrar la cadena de custodia',
  sheet: {
    title: 'Cadena de custodia',
    print: 'Imprimir la hoja',
    file: 'Elemento',
    mediaType: 'Tipo',
    size: 'Tamaño',
    bytes: count => `${count} octetos`,
    scanned: 'Software malicioso',
    wasScanned: { true: 'Se buscó; no se encontró nada', false: 'No se buscó: este nodo no tiene con qué' },
    when: 'Cuándo',
    act: 'Qué pasó',
    after: 'En el registro de la solicitud',
    acts: {
      taken_in: 'Se recibió del origen',
      handed_over: 'Se entregó',
      received: 'Se recibió',
      returned: 'Devuelto',
      destroyed: 'Destruido',
      held_again: 'Sigue en poder',
      came_back: 'Volvió',
    },
    by: 'Quién',
    to: 'A quién',
    signedWith: 'Clave de la firma',
    timestamp: 'Sello de tiempo',
    stamped: { true: 'Sí (RFC 3161)', false: 'Ninguno' },
    saidBy: 'Tal como la guarda este nodo. Las firmas se comprueban sin conexión con amparo-open.',
  },
  receipts: {
    title: 'Acuses de recibo',
    lead: 'Lo que ambos nodos firmaron sobre lo enviado. Guardados, se verifican sin este sistema.',
    none: 'Aún no se ha declarado nada.',
    look: 'Mostrar los acuses',
    save: 'Guardar los acuses',
    line: (what, kind, hub) => `${what}: ${kind} (firmado por ${hub})`,
    overtaken: 'ya no vale: el otro nodo había respondido',
    carried: {
      package: 'Los datos de la persona',
      message: 'Mensaje',
      file: 'Archivo',
      request: 'Pasos de la solicitud',
    },
    refusals: {
      request_sender_suspended:
        'ese nodo ha suspendido a la autoridad central que la envía. Pregunte al operador de su nodo qué ha declarado su jurisdicción; cuando se levante la suspensión, envíela de nuevo.',
      request_not_admitted:
        'según el directorio del otro nodo no hay tratado en vigor para ello, o allí no se conoce a una autoridad central. Que ambas jurisdicciones comparen sus directorios; después envíela de nuevo.',
      request_terms_differ:
        'los dos nodos no tienen la misma versión del tratado, del formulario o del protocolo. Que ambos operadores los pongan en la misma versión; después envíela de nuevo.',
      request_incomplete:
        'el otro nodo dice que a la solicitud le falta lo que pide su tratado. Que el operador de su nodo revise su versión; después envíela de nuevo.',
      request_unlawful:
        'lo que se dice de la solicitud no sigue allí el protocolo. Que los operadores de ambos nodos lo revisen; después envíela de nuevo o retírela.',
      request_text_unknown:
        'la solicitud a la que pertenece no está allí, o no lo nombra. Envíe primero la solicitud y después, de nuevo, sus textos.',
      edge_message_expired:
        'llegó allí demasiado tarde, o con una hora imposible. Que los operadores comparen los relojes de ambos nodos; después envíelo de nuevo.',
      peer_unknown:
        'no hay vía hacia ese nodo. Pida a los operadores de ambos nodos que los conecten; después envíelo de nuevo.',
      too_large: 'es más grande de lo que puede enviarse. Escríbalo más breve o con menos adjuntos.',
      recipient_unknown:
        'el directorio no tiene certificado de la otra agencia. Pregunte al operador de su nodo; después envíelo de nuevo.',
      consent_withdrawn: 'aquello en que se apoyaba fue retirado mientras estaba en camino. No sigue.',
      referral_over: 'la derivación fue retirada mientras estaba en camino. No sigue.',
      subject_erased: 'la persona fue borrada mientras estaba en camino. No sigue.',
      request_suspects_differ:
        'el texto se ocultó según otros sospechosos que los que constan en la solicitud, y nada de ella salió. Retírela y escriba ese texto de nuevo en otro borrador.',
      request_over:
        'la solicitud ha terminado o fue retirada: nada de lo que dice sale ya. Lo escrito sobre ella puede enviarse de nuevo.',
      no_instrument:
        'entre los dos nodos no está en vigor ningún tratado para ello. Que las jurisdicciones lo vean; después envíelo de nuevo.',
      state_of_nationality:
        'no dice nada de las víctimas y ese Estado, o no puede ir allí. Pregunte a cada una en privado si lo teme; después haga una nueva solicitud, o escríbalo de nuevo.',
      referral_unreadable:
        'el otro nodo no pudo leer qué clase de derivación es. Que ambos operadores pongan sus nodos en la misma versión; después envíela de nuevo.',
      message_malformed:
        'el otro nodo no pudo leerlo. Escríbalo de nuevo, y lo que dice la propia solicitud en una nueva solicitud; si también se rechaza, avise al operador de su nodo.',
      recipient_accreditation_lapsed:
        'la institución a la que iba ya no está acreditada. Cuando se haya acreditado de nuevo, envíelo otra vez.',
      sender_accreditation_lapsed:
        'la institución que lo envía ya no está acreditada. Haga que dos instituciones la acrediten de nuevo; después envíelo otra vez.',
      sender_suspended:
        'ese nodo ha suspendido a la institución que lo envía, o no la nombra. Pregunte al operador de su nodo qué ha declarado su jurisdicción.',
      sender_unknown:
        'el directorio no conoce a la institución que lo envía, o la ha suspendido. Pregunte al operador de su nodo; después envíelo de nuevo.',
      purpose_outside_mandate:
        'una de las dos instituciones es de un tipo que no puede enviarlo o recibirlo. Que el operador de su nodo revise el directorio; después envíelo de nuevo.',
      keys: 'una clave con que se selló o firmó no vale allí. Sale de nuevo por sí solo cuando está la clave nueva; si no, avise al operador de su nodo y envíelo de nuevo.',
    },
    otherRefusal: code =>
      `el código del rechazo es ${code}. Dígaselo al operador de su nodo; cuando esté resuelto, envíelo de nuevo.`,
  },
}
