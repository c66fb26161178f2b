import type { Texts } from './texts.ts'

export const es: Texts = {
  signIn: 'Iniciar sesión',
  hub: 'Nodo',
  username: 'Nombre de usuario',
  password: 'Contraseña',
  code: 'Código de un solo uso',
  codeHint: 'Los seis dígitos que muestra su aplicación de autenticación.',
  submit: 'Iniciar sesión',
  signOut: 'Cerrar sesión',
  signOutQuestion: '¿Desea cerrar la sesión en este nodo?',
  signOutHint: 'Hágalo siempre al dejar un equipo que otras personas usan.',
  languages: 'Idioma',
  goBack: 'Volver',
  errorPrefix: 'Error',
  problems: {
    refused: {
      title: 'El nombre de usuario, la contraseña o el código no es correcto',
      next: 'Revise los tres datos. Si ya usó este código, espere al siguiente: cambia cada 30 segundos.',
    },
    blocked: {
      title: 'Demasiados intentos fallidos',
      next: 'Espere hasta 15 minutos y vuelva a intentarlo. Si no fue usted, avise a la administración de su nodo.',
    },
    busy: { title: 'Hay muchas personas iniciando sesión', next: 'Espere un momento y vuelva a intentarlo.' },
    agency: {
      title: 'Su institución no puede iniciar sesión aquí',
      next: 'Pregunte a la administración de su nodo si su institución está suspendida.',
    },
    unavailable: {
      title: 'El inicio de sesión no está disponible en este momento',
      next: 'Espere un momento y vuelva a intentarlo. Su trabajo guardado no se ha perdido.',
    },
  },
  messages: {
    expired: {
      title: 'Esta página de inicio de sesión ya no es válida',
      next: 'Vuelva a la aplicación e inicie sesión de nuevo.',
    },
    unusable: {
      title: 'No se puede continuar con este inicio de sesión',
      next: 'Vuelva a la aplicación e inicie sesión de nuevo. Si se repite, avise a la administración de su nodo.',
    },
    failed: {
      title: 'Algo ha fallado en este servicio',
      next: 'Vuelva a intentarlo. Si se repite, avise a la administración de su nodo.',
    },
    signedOut: { title: 'Ha cerrado la sesión', next: 'Ya puede cerrar esta ventana.' },
  },
}
