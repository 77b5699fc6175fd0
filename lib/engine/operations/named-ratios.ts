/** Formats that have names of their own, as networks, cinemas and papers give them. */
export const NAMED_RATIOS: { say: string[]; width: number; height: number }[] = [
  {
    say: [
      'crop square',
      'square crop?',
      'crop? squared',
      'square format',
      'crop? square instagram/profile/avatar post?',
      'square crop? instagram/profile/avatar post/feed?',
    ],
    width: 1,
    height: 1,
  },
  {
    say: [
      'crop? instagram/feed/portrait post/feed/size/format/crop',
      'crop instagram portrait/post/feed?',
      'instagram portrait',
      'instagram post/feed size/format/crop?',
    ],
    width: 4,
    height: 5,
  },
  {
    say: [
      'crop? instagram? story/stories/reel/reels/tiktok/shorts format/size/crop?',
      'crop? vertical/vertically video/format',
    ],
    width: 9,
    height: 16,
  },
  { say: ['crop? youtube thumbnail/format?', 'crop? banner thumbnail'], width: 16, height: 9 },
  {
    say: ['crop widescreen', 'widescreen crop/format?', 'wide/landscape screen format/crop'],
    width: 16,
    height: 9,
  },
  {
    say: [
      'crop? cinemascope/anamorphic format?',
      'cinema/movie/cinematic crop/format',
      'crop cinema/cinematic',
    ],
    width: 2.39,
    height: 1,
  },
  { say: ['crop portrait', 'portrait crop/format'], width: 4, height: 5 },
  { say: ['crop landscape', 'landscape crop/format'], width: 3, height: 2 },
  { say: ['crop panorama/panoramic', 'panorama/panoramic crop/format'], width: 2, height: 1 },
]
