/** What may be put on file 可附的材料, by the type a browser names: told by their first bytes, whatever their name says. */
export const media = {
  'application/pdf': { zh: 'PDF', ending: 'pdf', begins: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  'image/jpeg': { zh: 'JPEG 图片', ending: 'jpg', begins: [[0xff, 0xd8, 0xff]] },
  'image/png': { zh: 'PNG 图片', ending: 'png', begins: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  // RIFF, four bytes of length, WEBP
  'image/webp': { zh: 'WebP 图片', ending: 'webp', begins: [[0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50]] },
  'image/tiff': {
    zh: 'TIFF 图片',
    ending: 'tif',
    begins: [
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
    ],
  },
} as const satisfies Record<string, { zh: string; ending: string; begins: readonly (readonly number[])[] }>
export type MediaType = keyof typeof media
export const mediaTypes = Object.keys(media) as [MediaType, ...MediaType[]]

/** Whether bytes begin as their type says; -1 is any byte. */
export const isOf = (type: MediaType, head: Uint8Array): boolean =>
  media[type].begins.some((begin) => begin.every((byte, n) => n < head.length && (byte === -1 || head[n] === byte)))
