export { compileCodec, type Codec, type CodecOptions } from './compile-codec.js';
export { EncodingError, formatPath, locate, type PathSegment } from './encoding-error.js';
export { describeValue } from './value-kind.js';
export { sameJson } from './same-json.js';
export { setProperty } from './object-shape.js';
