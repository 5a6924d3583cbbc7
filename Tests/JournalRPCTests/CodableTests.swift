import JournalRPC
import Testing

struct CodableTests {
    struct Inner: Codable, Equatable {
        var name: String
        var weights: [Double]
    }

    struct Outer: Codable, Equatable {
        var id: String
        var count: Int
        var small: UInt8?
        var flag: Bool
        var ratio: Double
        var single: Float
        var inner: Inner
        var list: [Inner]
        var map: [String: Int]
        var kind: Kind
        var free: JSONValue
        var nested: [[Int?]]
        enum Kind: String, Codable { case one, two }
    }

    enum Shape: Codable, Equatable {
        case circle(radius: Double)
        case square(side: Int, filled: Bool)
        case none
    }

    static let sample = Outer(
        id: "é\"\\\n\u{1}", count: -7, small: nil, flag: true, ratio: 0.1, single: 0.1, inner: Inner(name: "", weights: []),
        list: [Inner(name: "a", weights: [1, 2.5])], map: ["k": 1], kind: .two,
        free: ["a": [1, 2.5, nil, true, "x"], "o": [:]], nested: [[1, nil], []])

    @Test func structsSurviveTheRoundTrip() throws {
        let bytes = try RPCEncoder.encode(Self.sample)
        #expect(
            text(bytes)
                == #"{"id":"é\"\\\n\u0001","count":-7,"flag":true,"ratio":0.1,"single":0.1,"inner":{"name":"","weights":[]},"list":[{"name":"a","weights":[1.0,2.5]}],"map":{"k":1},"kind":"two","free":{"a":[1,2.5,null,true,"x"],"o":{}},"nested":[[1,null],[]]}"#)
        #expect(try RPCDecoder.decode(Outer.self, from: try parse(bytes)) == Self.sample)
    }

    @Test(arguments: [Shape.circle(radius: 1.5), .square(side: 3, filled: false), .none])
    func enumsSurviveTheRoundTrip(_ shape: Shape) throws {
        #expect(try RPCDecoder.decode(Shape.self, from: try parse(try RPCEncoder.encode(shape))) == shape)
    }

    /// The shortest digits that read back, whichever way they are made.
    @Test func numbersAreTheirDescriptions() throws {
        var generator = SystemRandomNumberGenerator()
        var numbers: [Double] = [0, -0.0, 1, -1, 0.5, 1e-4, 1e-5, 0.00005, 99_999.9999, 100_000, 1e9, 1e16, 1e300, .pi, .leastNonzeroMagnitude]
        for _ in 0..<20_000 {
            numbers.append(Double(Int.random(in: -20_000...20_000, using: &generator)) / 10_000)
            numbers.append(Double(Int.random(in: -2_000_000_000...2_000_000_000, using: &generator)) / 10_000)
            numbers.append(Double.random(in: -2...2, using: &generator))
        }
        numbers += numbers.prefix(2_000).flatMap { [$0.nextUp, $0.nextDown] }
        for number in numbers { #expect(try text(RPCEncoder.encode(number)) == number.description) }
    }

    @Test func integersAtTheirLimits() throws {
        for value in [Int64.min, -1, 0, 9, 10, Int64.max] {
            #expect(try text(RPCEncoder.encode(value)) == String(value))
        }
        #expect(try text(RPCEncoder.encode(UInt64.max)) == "18446744073709551615")
        #expect(try text(RPCEncoder.encode(Int8.min)) == "-128")
    }

    func error<T: Decodable>(_ type: T.Type, _ json: String) throws -> String {
        let view = try parse(json)
        do throws(RPCDecodingError) {
            _ = try RPCDecoder.decode(type, from: view)
            return "none"
        } catch {
            return "\(error.pointer) \(error.rule)"
        }
    }

    @Test func errorsSayWhere() throws {
        #expect(try error(Inner.self, #"{"name":"x"}"#) == "/weights required")
        #expect(try error(Inner.self, #"{"name":1,"weights":[]}"#) == "/name type")
        #expect(try error([Inner].self, #"[{"name":"x","weights":[1,"2"]}]"#) == "/0/weights/1 type")
        #expect(try error(Inner.self, "[]") == " type")
        #expect(try error([Int].self, "{}") == " type")
        #expect(try error([Outer.Kind].self, #"["one","s3cret"]"#) == "/1 value")
        #expect(try error([UInt8].self, "[255,256]") == "/1 type")
        #expect(try error([Int].self, "[1.0]") == "/0 type")
        #expect(try error([Int].self, "[1e2]") == "/0 type")
        #expect(try error([Int].self, "[9223372036854775808]") == "/0 type")
        #expect(try error([UInt].self, "[-1]") == "/0 type")
        #expect(try error(Double.self, "1e400") == " type")
        #expect(try error(Float.self, "1e300") == " type")
        #expect(try error(JSONValue.self, "[1e400]") == " type")
        #expect(try error([String: Int].self, #"{"a":null}"#) == "/a type")
        #expect(try error(Bool.self, "0") == " type")
    }

    @Test func membersInAnyOrderAndUnknownOnes() throws {
        let json = #"{"z":[{"name":1}],"weights":[1],"y":null,"x":{},"w":0,"name":"n"}"#
        #expect(try RPCDecoder.decode(Inner.self, from: try parse(json)) == Inner(name: "n", weights: [1]))
    }

    @Test func numbersThatAreNotFiniteAreRefusedAndLeaveTheBufferAlone() throws {
        var buffer = Array("kept".utf8)
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(throws: RPCEncodingError.notFinite) { try RPCEncoder.encode(["a": [1, value]], into: &buffer) }
            #expect(throws: RPCEncodingError.notFinite) { try RPCEncoder.encode(JSONValue.number(value), into: &buffer) }
        }
        #expect(throws: RPCEncodingError.notFinite) { try RPCEncoder.encode(Float.infinity, into: &buffer) }
        #expect(text(buffer) == "kept")
    }

    struct Odd: Encodable {
        let body: @Sendable (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try body(encoder) }
    }

    enum Key: String, CodingKey { case a, b, c }

    @Test func unusualEncodings() throws {
        #expect(try text(RPCEncoder.encode([Odd { _ in }, Odd { _ in }])) == "[{},{}]")
        let nested = Odd { encoder in
            var outer = encoder.container(keyedBy: Key.self)
            var first = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
            try first.encode(1, forKey: .a)
            var second = outer.nestedUnkeyedContainer(forKey: .b)
            try second.encode("x")
            _ = second.nestedContainer(keyedBy: Key.self)
            try outer.encodeNil(forKey: .c)
        }
        #expect(try text(RPCEncoder.encode([nested])) == #"[{"a":{"a":1},"b":["x",{}],"c":null}]"#)
        let parent = Odd { encoder in
            var outer = encoder.container(keyedBy: Key.self)
            try Inner(name: "n", weights: []).encode(to: outer.superEncoder(forKey: .a))
            try outer.encode(2, forKey: .b)
        }
        #expect(try text(RPCEncoder.encode(parent)) == #"{"a":{"name":"n","weights":[]},"b":2}"#)
    }

    @Test func outOfOrderIsAnErrorNotBrokenJSON() {
        let odd: [Odd] = [
            Odd { encoder in
                var outer = encoder.container(keyedBy: Key.self)
                var first = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
                try outer.encode(1, forKey: .b)
                try first.encode(2, forKey: .a)
            },
            Odd { encoder in
                var single = encoder.singleValueContainer()
                try single.encode(1)
                try single.encode(2)
            },
            Odd { encoder in
                var outer = encoder.container(keyedBy: Key.self)
                let parent = outer.superEncoder(forKey: .a)
                try outer.encode(1, forKey: .b)
                try Inner(name: "", weights: []).encode(to: parent)
            },
            Odd { encoder in
                var outer = encoder.container(keyedBy: Key.self)
                _ = outer.superEncoder()
            },
        ]
        for value in odd {
            #expect(throws: RPCEncodingError.outOfOrder) { try RPCEncoder.encode([value]) }
        }
    }

    @Test func prettyPrinting() throws {
        let pretty = JSONPretty.format(Array(#"{"a":[1,{"b":"x,{\"}"}],"c":{},"d":[ ]}"#.utf8))
        #expect(
            text(pretty) == """
                {
                  "a": [
                    1,
                    {
                      "b": "x,{\\"}"
                    }
                  ],
                  "c": {},
                  "d": []
                }
                """)
        #expect(JSONPretty.format(Array("]]\"\\".utf8)).count > 0)
    }
}

/// A type that writes another's members beside its own, as the params of lists do.
struct PartsTests {
    struct Part: Codable, Equatable {
        var a: Int?
        var b: [String]?
    }

    struct Whole: Codable, Equatable {
        var first = Part()
        var second: Part { Part(a: nil, b: nil) }
        var c: Int?

        enum Key: String, CodingKey { case c }

        init(a: Int?, b: [String]?, c: Int?) {
            first = Part(a: a, b: b)
            self.c = c
        }

        init(from decoder: any Decoder) throws {
            first = try Part(from: decoder)
            c = try decoder.container(keyedBy: Key.self).decodeIfPresent(Int.self, forKey: .c)
        }

        func encode(to encoder: any Encoder) throws {
            try first.encode(to: encoder)
            try second.encode(to: encoder)
            var members = encoder.container(keyedBy: Key.self)
            try members.encodeIfPresent(c, forKey: .c)
        }
    }

    @Test(arguments: [
        (Whole(a: 1, b: ["x"], c: 2), #"{"a":1,"b":["x"],"c":2}"#), (Whole(a: nil, b: nil, c: 3), #"{"c":3}"#),
        (Whole(a: nil, b: [], c: nil), #"{"b":[]}"#), (Whole(a: nil, b: nil, c: nil), "{}"),
    ])
    func oneObjectFromParts(_ whole: Whole, _ json: String) throws {
        #expect(String(decoding: try RPCEncoder.encode(whole), as: UTF8.self) == json)
        #expect(String(decoding: try RPCEncoder.encode([whole, whole]), as: UTF8.self) == "[\(json),\(json)]")
        let document = try JSONDocument(Array(json.utf8))
        #expect(try RPCDecoder.decode(Whole.self, from: #require(document.root)) == whole)
    }
}
