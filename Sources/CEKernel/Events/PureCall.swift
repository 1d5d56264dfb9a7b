/// A call of a pure virtual function, as output and findings tell it.
package enum PureCall {
    package static let text = "a pure virtual function was called: its class has none, and _purecall returned 0"
}
